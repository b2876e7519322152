// The form of an upload: a standard parser reads back every value.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BackendClient } from 'synapse-backend-client';
import { random } from './support/random.mjs';

const CONTENT = '\r\n--';

/** The form of a release, as an injected fetch gets it: its text, and the result of a parser. */
async function formOf(data) {
  let form;
  const fetch = async (url, { body, headers }) => {
    const type = headers['Content-Type'];
    const text = await new Response(body).text();
    form = { type, text, entries: [...(await new Response(text, { headers: { 'Content-Type': type } }).formData())] };
    return Response.json({ id: 1 });
  };
  const client = new BackendClient({ baseUrl: 'https://backend.example', fetch, retry: false });
  await client.createPluginRelease({ plugin: 1, version: '1', ...data });
  return form;
}

test('every form has a boundary of its own', async () => {
  const types = new Set();
  for (let i = 0; i < 100; i += 1) types.add((await formOf({ file: new Blob() })).type);
  assert.equal(types.size, 100);
  for (const type of types) assert.match(type, /^multipart\/form-data; boundary=----synapse-[\da-z]{16}$/);
});

test('a type cannot break out of its header', async () => {
  for (const type of ['', 'a/b\r\nX: y', 'ä/b']) {
    const file = new Blob([CONTENT]);
    Object.defineProperty(file, 'type', { value: type });
    const { text } = await formOf({ file });
    assert.ok(text.includes(`filename="file"\r\nContent-Type: application/octet-stream\r\n\r\n${CONTENT}`), type);
  }
});

test('any form is parsed back', async () => {
  const { text, list } = random(8);
  for (let i = 0; i < 300; i += 1) {
    const fields = list(5, () => [`x${text('";=a-ü')}`, text('\r\n-a"ü')]);
    const name = text('";=aü') || 'f';
    const { entries } = await formOf({ ...Object.fromEntries(fields), file: new File([CONTENT], name, { type: text('a/;: \r\n') }) });
    const [key, file] = entries.pop();
    assert.deepEqual(entries, Object.entries({ plugin: '1', version: '1', ...Object.fromEntries(fields) }));
    assert.deepEqual([key, file.name, await file.text()], ['file', name, CONTENT]);
  }
});
