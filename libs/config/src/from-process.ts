import { readFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import type { ConfigurationInput, FileText, HostFacts } from './configuration-input.js';
import type { RegistryOptions } from './registry-options.js';

function readFile(path: string): FileText {
  try {
    return { kind: 'text', text: readFileSync(path, 'utf8') };
  } catch (error) {
    const reason = (error as NodeJS.ErrnoException).code ?? 'unknown reason';
    // a folder of that name is not a file either
    return ['ENOENT', 'ENOTDIR', 'EISDIR'].includes(reason) ? { kind: 'absent' } : { kind: 'unreadable', reason };
  }
}

/** The last IPv4 address of the first interface that has one beside loopback (client.md 4.2). */
function hostFacts(): HostFacts {
  const interfaces = Object.values(networkInterfaces()).map((addresses) =>
    (addresses ?? []).filter(({ family, internal }) => family === 'IPv4' && !internal),
  );
  const chosen = interfaces.find((addresses) => addresses.length > 0);
  return { hostname: hostname() || 'localhost', ipAddress: chosen?.at(-1)?.address ?? '127.0.0.1' };
}

/** Everything that configuration depends on, from the running process; options in code win over it. */
export function fromProcess<Options extends object = RegistryOptions>(options?: Options): ConfigurationInput<Options> {
  return {
    argv: process.argv.slice(2),
    environment: process.env,
    workingDirectory: process.cwd(),
    readFile,
    host: hostFacts(),
    random: Math.random,
    ...(options && { options }),
  };
}
