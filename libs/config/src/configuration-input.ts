import type { RegistryOptions } from './registry-options.js';

/** What came of reading a file. */
export type FileText =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'absent' }
  | { readonly kind: 'unreadable'; readonly reason: string };

/** What the machine says about itself; answers `spring.cloud.client.hostname` and `.ip-address`. */
export interface HostFacts {
  readonly hostname: string;
  readonly ipAddress: string;
}

/** Everything from outside that configuration depends on. `fromProcess()` collects it from the running process. */
export interface ConfigurationInput<Options extends object = RegistryOptions> {
  /** The arguments after the script. */
  readonly argv: readonly string[];
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Absolute; where `application.yml`, `config/` and `.env` are looked for. */
  readonly workingDirectory: string;
  readonly readFile: (path: string) => FileText;
  readonly host: HostFacts;
  /** In [0, 1); answers `${random.*}`. */
  readonly random: () => number;
  /** Options given in code. */
  readonly options?: Options;
}
