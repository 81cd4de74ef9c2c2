import type { PropertySource } from './property.js';

const ORIGIN = 'command line';

/** `--key=value`, and `--flag` for `--flag=true`; everything else on the command line is not ours. */
export function commandLineSource(argv: readonly string[]): PropertySource {
  const properties = argv.flatMap((argument) => {
    const match = /^--([^=]+)(?:=(.*))?$/s.exec(argument);
    return match?.[1] === undefined
      ? []
      : [{ name: match[1], value: match[2] ?? 'true', origin: ORIGIN, isVariable: false }];
  });
  return { label: ORIGIN, properties };
}
