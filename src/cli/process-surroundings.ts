import { systemClock } from '@nest-eureka/time';
import { readSecret } from './read-secret.js';
import type { Surroundings } from './surroundings.js';

/** Those of this process; Ctrl-C ends the command, a second one the process. */
export function processSurroundings(): Surroundings {
  const ending = new AbortController();
  process.once('SIGINT', () => ending.abort());
  process.once('SIGTERM', () => ending.abort());
  // whoever reads our output may have seen enough, as `head` does
  process.stdout.on('error', () => ending.abort());
  return {
    environment: process.env,
    clock: systemClock,
    out: (text) => void process.stdout.write(`${text}\n`),
    err: (text) => void process.stderr.write(`${text}\n`),
    readSecret: (prompt) => readSecret(prompt, process.stdin, process.stderr),
    ending: ending.signal,
  };
}
