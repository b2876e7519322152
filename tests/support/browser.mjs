// Starts headless Chromium, or another engine, and serves its pages.
import { readFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { after } from 'node:test';
import { serve } from './listening.mjs';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { chromiumArgs, chromiumPath } from '../../scripts/lib/chromium.mjs';

const root = fileURLToPath(new URL('../..', import.meta.url));
const TYPES = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.mjs': 'text/javascript' };

// The strictest policy under which WebAssembly can run.
const CONTENT_SECURITY_POLICY = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src *; img-src data:";

/** Serves the project's files like any static server, on an origin of its own. */
export async function staticServer() {
  return serve(async (request, response) => {
    const path = normalize(new URL(request.url, 'http://any').pathname);
    const content = await readFile(join(root, path)).catch(() => null);
    const headers = { 'Content-Type': TYPES[extname(path)], 'Content-Security-Policy': CONTENT_SECURITY_POLICY };
    if (content && headers['Content-Type']) response.writeHead(200, headers).end(content);
    else response.writeHead(404).end();
  });
}

/** Opens a page, and collects the errors that it reports. */
export async function openPage(url) {
  if (process.env.ENGINE) return (await import('./engines.mjs')).openPage(url);
  const browser = await chromium.launch({ executablePath: chromiumPath(), args: chromiumArgs });
  after(() => browser.close());
  const page = await browser.newPage();
  const errors = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  page.on('pageerror', (error) => errors.push(String(error)));
  await page.goto(url);
  return { page, errors };
}

/** What other engines do by themselves, invisibly to the client. This is the reason why a test is skipped there. */
export const repeatsGets = process.env.ENGINE === 'firefox' && 'Firefox itself repeats a GET whose connection broke before the answer';
export const takesCutForWhole = process.env.ENGINE === 'webkit' && 'WebKitGTK takes a body that was cut for a whole one';
