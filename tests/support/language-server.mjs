// The language server of TypeScript, which editors use.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('../..', import.meta.url));
const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
const HEADER = /^Content-Length: (\d+)\r\n(?:.+\r\n)*\r\n/;

export async function languageServer() {
  const server = spawn(process.execPath, [tsc, '--lsp', '--stdio'], { stdio: ['pipe', 'pipe', 'inherit'] });
  const pending = new Map();
  let unread = Buffer.alloc(0);
  let lastId = 0;
  server.stdout.on('data', (bytes) => {
    unread = Buffer.concat([unread, bytes]);
    for (let message = take(); message; message = take()) receive(message);
  });

  /** The next message, if it has arrived completely. */
  function take() {
    const [header, length] = unread.toString('latin1').match(HEADER) ?? [];
    const end = header && header.length + Number(length);
    if (!header || unread.length < end) return undefined;
    const message = JSON.parse(unread.subarray(header.length, end));
    unread = unread.subarray(end);
    return message;
  }

  function receive({ id, method, result, params }) {
    // Requests from the server: no setting differs from the default.
    if (method && id !== undefined) send({ id, result: params.items?.map(() => null) ?? null });
    else if (!method) pending.get(id)(result);
  }

  function send(message) {
    const text = JSON.stringify({ jsonrpc: '2.0', ...message });
    server.stdin.write(`Content-Length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
  }

  function ask(method, params) {
    const id = ++lastId;
    send({ id, method, params });
    return new Promise((resolve) => pending.set(id, resolve));
  }

  const textDocument = { hover: { contentFormat: ['markdown'] }, documentSymbol: { hierarchicalDocumentSymbolSupport: true } };
  await ask('initialize', { processId: process.pid, rootUri: pathToFileURL(root).href, capabilities: { textDocument } });
  send({ method: 'initialized', params: {} });

  function didOpen(path, text) {
    const { href: uri } = pathToFileURL(join(root, path));
    send({ method: 'textDocument/didOpen', params: { textDocument: { uri, languageId: 'typescript', version: 1, text } } });
    return uri;
  }

  return {
    /** Opens a file that need not exist on disk. Returns a function that returns the hover text at a line and column (from 0). */
    open(path, text) {
      const uri = didOpen(path, text);
      return async (line, character) => {
        const shown = await ask('textDocument/hover', { textDocument: { uri }, position: { line, character } });
        return shown.contents.value;
      };
    },
    /** The outline of a file: the names that it declares, with their ranges and nested names. */
    symbols(path, text) {
      return ask('textDocument/documentSymbol', { textDocument: { uri: didOpen(path, text) } });
    },
    async stop() {
      server.kill();
      await once(server, 'close');
    },
  };
}
