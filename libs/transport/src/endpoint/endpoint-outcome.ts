/** How one request to one registry came out. Nothing here ever holds credentials. */
export type EndpointOutcome<T> = EndpointAnswer<T> | EndpointFailure;

/** An answer of any status. */
export interface EndpointAnswer<T> {
  readonly kind: 'answered';
  readonly status: number;
  /** The decoded document, where the answer has one that was asked for: that of a 200, unless the request says more. */
  readonly value: T | undefined;
  /** Where the registry sends the caller, as it says it. */
  readonly location: string | undefined;
  /** Those that the request wanted, where the registry sent them. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

export interface EndpointFailure {
  readonly kind: 'failed';
  readonly reason: 'unreachable' | 'timeout' | 'unreadable' | 'too-large' | 'aborted';
  /** What the registry did, to be read after its name: `refused the connection`. */
  readonly message: string;
}

export function failed(reason: EndpointFailure['reason'], message: string): EndpointFailure {
  return { kind: 'failed', reason, message };
}
