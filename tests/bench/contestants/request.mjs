// The requests that all libraries send.

export const TOKEN = '0123456789abcdef0123456789abcdef01234567';

export const TOKEN_HEADERS = { Accept: 'application/json', 'Synapse-Access-Token': `Token ${TOKEN}` };

/** A release, as a form. */
export function formOf(file) {
  const form = new FormData();
  form.append('plugin', '1');
  form.append('version', '1.0.0');
  form.append('file', file, 'release.zip');
  return form;
}
