import type { DecodeResult, WireFormat } from '@nest-eureka/protocol';
import type { Clock } from '@nest-eureka/time';

/** Reads the document of a 200; a large one in slices, between which `signal` may give it up. */
export type Decode<T> = (
  text: string,
  format: WireFormat,
  turns: { readonly clock: Clock; readonly signal: AbortSignal },
) => Promise<DecodeResult<T> | 'aborted'>;

/** One request, wherever it is sent. */
export interface EndpointRequest<T> {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Path and query below the service URL, as `PATHS` of the protocol writes them. */
  readonly path: string;
  /** A JSON document, as text or as the bytes that a `content-encoding` among the headers makes of it. @default none */
  readonly body?: string | Uint8Array;
  /** @default none besides those of every request */
  readonly headers?: Readonly<Record<string, string>>;
  /** Headers of the answer to be told of, in lower case. @default none */
  readonly wantedHeaders?: readonly string[];
  /** @default what the answer holds is dropped */
  readonly decode?: Decode<T>;
  /** Reads what an answer of any other status holds, too. @default false */
  readonly decodesRefusals?: boolean;
}
