import { systemClock } from '@nest-eureka/time';
import { runCli } from '../../src/cli/run-cli.js';
import type { Surroundings } from '../../src/cli/surroundings.js';

/** What a command line printed, and how it ended. */
export interface CommandEnd {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Runs `nest-eureka` with these arguments in this process. */
export async function commandLine(
  argv: readonly string[],
  {
    environment = {},
    secret = '',
    ending,
    onLine = () => {},
  }: {
    environment?: Surroundings['environment'];
    secret?: string;
    ending?: AbortSignal;
    onLine?: (line: string) => void;
  } = {},
): Promise<CommandEnd> {
  const [out, err]: [string[], string[]] = [[], []];
  const exit = await runCli(argv, {
    environment,
    clock: systemClock,
    out: (text) => {
      out.push(text);
      onLine(text);
    },
    err: (text) => {
      err.push(text);
      onLine(text);
    },
    readSecret: () => Promise.resolve(secret),
    ending: ending ?? new AbortController().signal,
  });
  return { exit, out: out.join('\n'), err: err.join('\n') };
}
