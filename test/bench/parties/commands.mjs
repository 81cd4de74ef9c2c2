import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { repositoryDirectory } from '../../interop/harness/paths.mjs';

const bareServer = fileURLToPath(new URL('../bare-server.mjs', import.meta.url));

/** Both registries forget a change after 10 s instead of 3 minutes, so that a delta comes to rest while one waits. */
const DELTA_AT_REST = [
  '--eureka.server.retention-time-in-m-s-in-delta-queue=10000',
  '--eureka.server.delta-retention-timer-interval-in-ms=1000',
];
export const DELTA_RETENTION_MS = 12_000;
export const REGISTRY_ARGS = DELTA_AT_REST;

/** How each party of ours is started, for whoever needs the bare process. */
export const nodeCommands = {
  ours: (port, main = join(repositoryDirectory, 'dist', 'main.js')) => [main, `--server.port=${port}`],
  bare: (port) => [bareServer, String(port)],
};
