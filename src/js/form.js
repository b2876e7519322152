// `multipart/form-data`: what stands before and after a file's bytes, which themselves stay where they are.

/** As browsers do it: https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
const escapeName = (name) => name.replace(/[\r\n"]/g, (mark) => encodeURIComponent(mark));

/** What occurs in no field: it is random. */
const newBoundary = () => `----synapse-${Array.from({ length: 16 }, () => Math.floor(Math.random() * 36).toString(36)).join('')}`;

/** A form of these fields, in order, and then a file: what it is made of, and its type. A type stays within its header line. */
export function frame(fields, file, name, type) {
  const boundary = newBoundary();
  const open = (field) => `--${boundary}\r\nContent-Disposition: form-data; name="${escapeName(field)}"`;
  const before = fields.map(([field, text]) => `${open(field)}\r\n\r\n${text}\r\n`).join('');
  const mime = /^[ -~]+$/.test(type) ? type : 'application/octet-stream';
  const head = `${before}${open('file')}; filename="${escapeName(name)}"\r\nContent-Type: ${mime}\r\n\r\n`;
  return { parts: [head, file, `\r\n--${boundary}--\r\n`], contentType: `multipart/form-data; boundary=${boundary}` };
}
