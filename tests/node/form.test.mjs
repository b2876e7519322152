// The frame of a form: whatever stands in it is read back by a parser of the standard.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { frame } from '../../src/js/form.js';
import { random } from './support/random.mjs';

const file = new Blob(['\r\n--']);
const read = ({ parts, contentType }) => new Response(new Blob(parts), { headers: { 'Content-Type': contentType } }).formData();

test('fields come first and the file is last', () => {
  const { parts, contentType } = frame([['plugin', '1'], ['a"b', 'ü\r\n--x']], file, '플러그인 "v2"\r\n.zip', 'application/zip');
  const [, boundary] = /^multipart\/form-data; boundary=(----synapse-[\da-z]{16})$/.exec(contentType);
  assert.deepEqual(parts, [
    `--${boundary}\r\nContent-Disposition: form-data; name="plugin"\r\n\r\n1\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="a%22b"\r\n\r\nü\r\n--x\r\n` +
      `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="플러그인 %22v2%22%0D%0A.zip"\r\n` +
      'Content-Type: application/zip\r\n\r\n',
    file,
    `\r\n--${boundary}--\r\n`,
  ]);
});

test('a type cannot break out of its header', () => {
  for (const type of ['', 'a/b\r\nX: y', 'ä/b']) {
    const [head] = frame([], file, 'f', type).parts;
    assert.ok(head.endsWith('\r\nContent-Type: application/octet-stream\r\n\r\n'), type);
  }
});

test('every form has a boundary of its own', () => {
  const boundaries = Array.from({ length: 100 }, () => frame([], file, 'f', '').contentType);
  assert.equal(new Set(boundaries).size, 100);
});

test('any form is read back', async () => {
  const { text, list } = random(8);
  for (let i = 0; i < 300; i += 1) {
    const fields = list(5, () => [text('";=a-ü'), text('\r\n-a"ü')]);
    const name = text('";=aü') || 'f';
    const form = await read(frame(fields, file, name, text('a/;: \r\n')));
    const entries = [...form];
    const [key, sent] = entries.pop();
    assert.deepEqual(entries, fields.map(([field, value]) => [field, value]));
    assert.deepEqual([key, sent.name, await sent.text()], ['file', name, '\r\n--']);
  }
});
