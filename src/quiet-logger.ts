import { ConsoleLogger } from '@nestjs/common';

const FRAMEWORK = new Set(['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication']);

/** Nest's logger without the framework's own account of its start-up and of a port that is taken. */
export class QuietLogger extends ConsoleLogger {
  override log(message: unknown, ...rest: unknown[]): void {
    if (!isOfFramework(rest)) super.log(message, ...(rest as [string]));
  }

  /** That a port cannot be listened on is told once, in words, by whoever starts the server. */
  override error(message: unknown, ...rest: unknown[]): void {
    const isListening = /^(Error: )?listen E[A-Z]+/.test(String(message));
    if (!isListening || !isOfFramework(rest)) super.error(message, ...(rest as [string]));
  }
}

function isOfFramework(rest: readonly unknown[]): boolean {
  // the bundler puts an underscore before the name of a class that names itself
  return FRAMEWORK.has(String(rest.at(-1)).replace(/^_/, ''));
}
