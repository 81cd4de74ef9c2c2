import { format } from 'node:util';
import type { EurekaLogger } from './eureka-config.js';

const LEVELS: ReadonlyMap<string, number> = new Map([
  ['error', 50],
  ['warn', 40],
  ['info', 30],
  ['debug', 20],
]);

const DEFAULT_LEVEL = 30;

/** Where lines go. */
export interface LineOutput {
  write(text: string): unknown;
}

/** eureka-js-client's own logger: from a level on, errors and warnings to one output and the rest to the other. */
export class ConsoleLogger implements Required<EurekaLogger> {
  #level = DEFAULT_LEVEL;

  constructor(
    private readonly out: LineOutput = process.stdout,
    private readonly err: LineOutput = process.stderr,
  ) {}

  level(level?: string | number): number {
    if (level !== undefined) {
      this.#level = (typeof level === 'string' ? LEVELS.get(level) : level) || DEFAULT_LEVEL;
    }
    return this.#level;
  }

  error(...values: readonly unknown[]): void {
    this.#write(50, this.err, values);
  }

  warn(...values: readonly unknown[]): void {
    this.#write(40, this.err, values);
  }

  info(...values: readonly unknown[]): void {
    this.#write(30, this.out, values);
  }

  debug(...values: readonly unknown[]): void {
    this.#write(20, this.out, values);
  }

  #write(level: number, output: LineOutput, values: readonly unknown[]): void {
    if (this.#level <= level) output.write(`${format(...values)}\n`);
  }
}
