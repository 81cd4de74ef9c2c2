/** The two media types of the protocol. */
export type WireFormat = 'json' | 'xml';

/** Full, or the reduced form that `X-Eureka-Accept: compact` asks for (wire.md 3). */
export type Detail = 'full' | 'compact';

/**
 * Protocol generation of the request path. Under `v1` the XML codec shows OUT_OF_SERVICE and UNKNOWN as DOWN
 * (server.md 1.9); JSON is the same in both.
 */
export type ProtocolVersion = 'v1' | 'v2';

/** One way to write a registry document. */
export interface Encoding {
  readonly format: WireFormat;
  readonly detail: Detail;
  readonly version: ProtocolVersion;
}
