import './keep-tick-shape.js';
import 'reflect-metadata';
import { ConfigurationError, fromProcess, loadRegistryConfiguration } from '@nest-eureka/config';
import { startServer } from './start-server.js';
import { StartRefused } from './start-refused.js';

try {
  await startServer(loadRegistryConfiguration(fromProcess()));
} catch (error) {
  // what the operator can mend is told in words; everything else with its stack
  const isTheirs = error instanceof ConfigurationError || error instanceof StartRefused;
  process.stderr.write(`${isTheirs ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
}
