/** Whether a path is inside another: `parameters[2].name` is inside `parameters`, and every field is inside the whole, which is `''`. */
export function isInside(path: string, field: string): boolean {
  return path === field || (field === '' && path !== '') || path.startsWith(`${field}.`) || path.startsWith(`${field}[`);
}

/** All messages of a field and of the fields inside it, each with the rest of its path: `parameters[2].name: …`. */
export function errorsUnder(errors: Record<string, string[]>, field: string): string[] {
  return Object.entries(errors).flatMap(([path, messages]) => {
    if (!isInside(path, field)) return [];
    const rest = path.slice(field.length).replace(/^\./, '');
    return messages.map((message) => (rest ? `${rest}: ${message}` : message));
  });
}
