import { command, lastLines } from '../interop/harness/command.mjs';

const SHOWN_LINES = 40;

/** Runs a command that has to end with 0 and gives its output; throws with the end of it otherwise. */
export async function mustRun(name, args, options) {
  const { code, output } = await command(name, args, options);
  if (code === 0) return output;
  const failure = new Error(`${[name, ...args].join(' ')}: exit code ${code}\n${lastLines(output, SHOWN_LINES)}`);
  throw Object.assign(failure, { expected: true, output });
}
