export function Logo() {
  return (
    <svg class="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M10 11.5 22 9M10 11.5l5 11M22 9l-7 13.5" />
      <circle cx="10" cy="11.5" r="3.2" />
      <circle cx="22" cy="9" r="2.6" />
      <circle cx="15" cy="22.5" r="3.6" />
    </svg>
  );
}
