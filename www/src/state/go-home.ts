import { HOME, href, mayLeave, navigate } from './router';

/** Goes to the first page; false if the user stays because of unsaved input. */
export async function goHome(): Promise<boolean> {
  if (!mayLeave()) return false;
  if (href([HOME]) !== location.hash) {
    const gone = new Promise((resolve) => window.addEventListener('hashchange', resolve, { once: true }));
    navigate([HOME]);
    await gone;
  }
  return true;
}
