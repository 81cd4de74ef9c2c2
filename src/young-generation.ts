import { setFlagsFromString } from 'node:v8';

/**
 * Keeps V8's young generation at the size that it has by the end of the start, 8 MB for each of its halves, instead of letting it
 * grow to twice that under load and stay there: 15 MB of resident memory less, and no more CPU that could be measured
 * (docs/benchmarks.md). Whoever sets `--max-semi-space-size` is left alone.
 * @param options what Node was started with: `process.execArgv` and `NODE_OPTIONS`
 */
export function keepYoungGeneration(options: readonly string[], setFlag = setFlagsFromString): void {
  if (options.some((option) => option.replaceAll('_', '-').includes('--max-semi-space-size'))) return;
  setFlag('--semi-space-growth-factor=1');
}
