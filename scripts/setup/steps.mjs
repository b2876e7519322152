// Installs what a clone needs before it can build. Each step installs only what is missing, and prints one line.
import { browser as browserStep } from './browser.mjs';
import { cargoTools } from './cargo-tools.mjs';
import { librarySource } from './library-source.mjs';
import { npmPackages } from './npm-packages.mjs';
import { wasmTarget } from './wasm-target.mjs';

/** @param {{ browser?: boolean }} [options] browser: with Chromium and its driver, for tests */
export async function setUp({ browser = false } = {}) {
  const steps = [
    ['npm packages', npmPackages],
    ['wasm32 target', wasmTarget],
    ['source of the standard library', librarySource],
    ['wasm-bindgen and wasm-pack', cargoTools],
  ];
  if (browser) steps.push(['Chromium', browserStep]);
  for (const [title, work] of steps) await step(title, work);
}

async function step(title, work) {
  const start = performance.now();
  process.stdout.write(`set-up: ${title} … `);
  try {
    const done = await work();
    const seconds = Math.round((performance.now() - start) / 1000);
    console.log(seconds > 0 ? `${done}, ${seconds} s` : done);
  } catch (error) {
    console.log('failed');
    throw error;
  }
}
