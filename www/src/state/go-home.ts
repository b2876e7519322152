import { HOME, href, mayLeave, navigate } from './router';

/** Goes to the first page; false where something holds this one, and the person stays. */
export async function goHome(): Promise<boolean> {
  if (!mayLeave()) return false;
  if (href([HOME]) !== location.hash) {
    const gone = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    navigate([HOME]);
    await gone;
  }
  return true;
}
