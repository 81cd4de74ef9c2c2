import { fileURLToPath } from 'node:url';
import { command, lastLines } from '../../interop/harness/command.mjs';

const script = fileURLToPath(new URL('./picks-process.mjs', import.meta.url));
const AT_MOST_MS = 600_000;

/** What a pick costs, for every picker, and the memory of its service's balancer. */
export async function measurePicks({ pickSizes, rounds, pickRoundMs }, say) {
  say(`picks among ${pickSizes.join(' and ')} instances`);
  const settings = JSON.stringify({ sizes: pickSizes, rounds, roundMs: pickRoundMs });
  const args = ['--expose-gc', script, settings];
  const { code, output } = await command(process.execPath, args, { withinMs: AT_MOST_MS });
  if (code !== 0) throw new Error(`the picks cannot be measured:\n${lastLines(output, 20)}`);
  return JSON.parse(output.trim().split('\n').at(-1));
}
