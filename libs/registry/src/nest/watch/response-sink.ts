import type { ServerResponse } from 'node:http';
import type { WatchSink } from '../../watch/subscriber.js';

/** A stream as the body of an answer that ends when its connection does. */
export class ResponseSink implements WatchSink {
  constructor(private readonly response: ServerResponse) {}

  get isCongested(): boolean {
    return this.response.writableNeedDrain;
  }

  write(pieces: readonly Buffer[]): void {
    const { response } = this;
    if (response.destroyed || response.writableEnded) return;
    if (pieces.length > 1) response.cork();
    for (const piece of pieces) response.write(piece);
    if (pieces.length > 1) response.uncork();
  }

  end(): void {
    this.response.end();
  }

  cut(): void {
    this.response.destroy();
  }
}
