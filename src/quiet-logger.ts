import { ConsoleLogger } from '@nestjs/common';

const FRAMEWORK = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Nest's logger without the framework's own account of its start-up. */
export class QuietLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    // the bundler puts an underscore before the name of a class that names itself
    if (!FRAMEWORK.has(String(rest.at(-1)).replace(/^_/, ''))) super.log(message, ...(rest as [string]));
  }
}
