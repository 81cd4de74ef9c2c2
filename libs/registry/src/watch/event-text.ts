import { chunksForWriting } from '../core/response-cache/payload.js';

/** The kinds of events of the stream (docs/protocol.md). */
export type WatchEventType = 'snapshot' | 'changes' | 'start-over' | 'confirm';

const END = Buffer.from('\n\n');

/** An event as it goes over the wire. The data is text of one line, such as JSON without line breaks. */
export function eventText(type: WatchEventType, id: string, data: readonly Buffer[]): readonly Buffer[] {
  const pieces = [Buffer.from(`event: ${type}\nid: ${id}\ndata: `), ...data, END];
  const byteLength = pieces.reduce((sum, piece) => sum + piece.byteLength, 0);
  return chunksForWriting(pieces, byteLength);
}

/** Says that the stream lives. With an id it also tells up to where the reader knows everything. */
export function heartbeatText(id: string | undefined): Buffer {
  return Buffer.from(id === undefined ? ': heartbeat\n\n' : `: heartbeat\nid: ${id}\n\n`);
}

/** Begins a stream: how long a reader waits at first before it comes again. */
export function greetingText(retryMs: number): Buffer {
  return Buffer.from(`retry: ${retryMs}\n\n`);
}
