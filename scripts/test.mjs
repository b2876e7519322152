// npm test: runs set-up, build and all test runners, and prints one line for each runner at the end.
//   --lint      only the format, the lints and the types
//   --console   only the admin console, in Chromium
//   --engines   only the browser tests, in Firefox and in WebKitGTK
//   --recipes   only the recipes of the documentation
import { fail } from './lib/fail.mjs';
import { root } from './lib/paths.mjs';
import { prepare } from './lib/prepare.mjs';
import { watch } from './lib/run.mjs';
import { buildSandbox } from './lib/sandbox.mjs';
import { consoleSteps, engineSteps, lintSteps, recipeSteps, testSteps } from './test/steps.mjs';

async function main() {
  const chosen = { '--lint': lintSteps, '--console': consoleSteps, '--engines': engineSteps, '--recipes': recipeSteps };
  const steps = chosen[process.argv[2]] ?? testSteps;
  const lintOnly = steps === lintSteps;
  const env = await prepare({ browser: !lintOnly, console: !lintOnly });
  // The tests that need a backend start this one.
  if (!lintOnly) env.SANDBOX_EXECUTABLE = await buildSandbox(env);
  const results = [];
  for (const step of steps) results.push(await run(step, env));
  return report(results);
}

/** Runs a step to its end. If it fails, the other steps still run. */
async function run({ title, command, count, env: added, limit, tries = 1 }, env) {
  console.log(`\n── ${title}`);
  const start = performance.now();
  const { passed, failed } = await outcome({ command, count, limit, tries }, { ...env, ...added });
  return { title, passed, failed, seconds: (performance.now() - start) / 1000 };
}

async function outcome({ command, count, limit, tries }, env) {
  try {
    const [program, ...args] = typeof command === 'function' ? command() : command;
    const { code, output, isOver } = await watch(program, args, { cwd: root, env, limit });
    if (isOver && tries > 1) {
      console.log(`timed out after ${limit / 1000} s, trying again`);
      return await outcome({ command, count, limit, tries: tries - 1 }, env);
    }
    const counted = count ? count(output) : { passed: code === 0 ? 1 : 0, failed: 0 };
    // A runner also fails if it finds no tests, or fails for another reason than a test.
    const good = code === 0 && counted.passed > 0;
    return good || counted.failed > 0 ? counted : { ...counted, failed: 1 };
  } catch (error) {
    console.error(error.message);
    return { passed: 0, failed: 1 };
  }
}

function report(results) {
  const width = Math.max(...results.map(({ title }) => title.length));
  console.log();
  for (const { title, passed, failed, seconds } of results) {
    console.log(`${title.padEnd(width)}  ${String(passed).padStart(4)} passed  ${String(failed).padStart(2)} failed  ${seconds.toFixed(1).padStart(6)} s`);
  }
  const sum = (key) => results.reduce((total, result) => total + result[key], 0);
  console.log(`\n${sum('passed')} passed, ${sum('failed')} failed`);
  return sum('failed') === 0 ? 0 : 1;
}

process.exitCode = await main().catch(fail);
