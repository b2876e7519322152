/** The length, in milliseconds, of a timeout that passes only when a test says so. */
export const HELD = 12_345;
