import type { IncomingMessage } from 'node:http';
import type { Attempt } from './attempt.js';
import type { EndpointFailure } from './endpoint-outcome.js';

/** A GET whose answer comes bit by bit. */
export interface EndpointStream {
  /** Path and query below the service URL. */
  readonly path: string;
  /** The only media type that is read. */
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers of the answer to be told of, in lower case. */
  readonly wantedHeaders: readonly string[];
  /** Longer silence of the registry ends the stream. */
  readonly silenceMs: number;
  /** A 200 of that type has begun. Must not throw. */
  readonly onBegin: (headers: Readonly<Record<string, string>>) => void;
  /** What came; nothing more is read until it ends. Rejects when nothing more is wanted. */
  readonly take: (piece: Buffer) => Promise<void>;
}

/** How a stream came out. */
export type StreamOutcome =
  /** It was read, and the registry has ended it. */
  | { readonly kind: 'ended' }
  /** Another status, or another type: nothing was read. */
  | { readonly kind: 'refused'; readonly status: number }
  | EndpointFailure;

/** Reads a body to its end; rejects when it breaks, when the attempt ends, and when what came is not wanted any more. */
export async function readStream(body: IncomingMessage, stream: EndpointStream, attempt: Attempt): Promise<void> {
  const end = (): void => void body.destroy();
  attempt.signal.addEventListener('abort', end, { once: true });
  try {
    for await (const piece of body) {
      attempt.heard();
      await stream.take(piece as Buffer);
    }
  } finally {
    attempt.signal.removeEventListener('abort', end);
    body.destroy();
  }
}
