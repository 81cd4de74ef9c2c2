import type { AttemptFault } from '../balancing/stats/attempt-outcome.js';

/** What an error of fetch, axios, undici or gRPC says of the connection. */
export interface ConnectionFault {
  readonly fault: AttemptFault;
  /** False only when it is certain that no byte of the request has left. */
  readonly sent: boolean;
}

const NOT_CONNECTED = new Set(
  'ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH EHOSTDOWN ENETUNREACH UND_ERR_CONNECT_TIMEOUT'.split(' '),
);
/** A certificate is looked at before anything is sent. */
const CERTIFICATE = /^(?:CERT_|ERR_TLS_|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_(?:VERIFY|GET)_)/;
const BROKEN = new Set('ECONNRESET EPIPE ECONNABORTED EPROTO UND_ERR_SOCKET UND_ERR_CLOSED'.split(' '));
/** An answer that is no HTTP, or ends early. */
const NO_ANSWER = /^(?:HPE_|ERR_STREAM_PREMATURE_CLOSE$|UND_ERR_RES_CONTENT_LENGTH_MISMATCH$|ERR_HTTP2_)/;
const LATE = new Set('ETIMEDOUT ESOCKETTIMEDOUT UND_ERR_HEADERS_TIMEOUT UND_ERR_BODY_TIMEOUT'.split(' '));
const CONNECTING = new Set(['connect', 'getaddrinfo']);
/** Node says this of a connection that ends within the TLS handshake, without a code of its own. */
const BEFORE_TLS = /before secure TLS connection/;
const DEEPEST = 5;

/** Statuses of gRPC; any other is an answer of the application. */
const GRPC_CANCELLED = 1;
const GRPC_DEADLINE_EXCEEDED = 4;
const GRPC_UNAVAILABLE = 14;
/** grpc-js tells calls that never got to a connection by these words alone. */
const NO_CHANNEL = /No connection established|Channel closed before call started/;

interface NodeError {
  readonly code?: unknown;
  readonly details?: unknown;
  readonly syscall?: unknown;
  readonly message?: unknown;
  readonly cause?: unknown;
}

const NOT_SENT: ConnectionFault = { fault: 'connect', sent: false };
const OTHER: ConnectionFault = { fault: 'other', sent: true };

/** Reads the error and its causes: fetch hides what happened behind `fetch failed`. */
export function connectionFault(error: unknown): ConnectionFault {
  let current = error;
  for (let depth = 0; depth < DEEPEST && typeof current === 'object' && current !== null; depth++) {
    const found = faultOf(current);
    if (found !== undefined) return found;
    current = (current as NodeError).cause;
  }
  return OTHER;
}

function faultOf({ code, syscall, message, details }: NodeError): ConnectionFault | undefined {
  if (typeof code === 'number' && typeof details === 'string') return grpcFaultOf(code, details);
  if (typeof code !== 'string') return undefined;
  const text = typeof message === 'string' ? message : '';
  const isConnecting = typeof syscall !== 'string' || CONNECTING.has(syscall);
  if (NOT_CONNECTED.has(code)) return isConnecting ? NOT_SENT : { fault: 'reset', sent: true };
  if (CERTIFICATE.test(code)) return NOT_SENT;
  if (LATE.has(code)) return syscall === 'connect' ? NOT_SENT : { fault: 'timeout', sent: true };
  if (BROKEN.has(code)) {
    if (syscall === 'connect' || BEFORE_TLS.test(text)) return NOT_SENT;
    return { fault: /^timeout|timed? ?out/i.test(text) ? 'timeout' : 'reset', sent: true };
  }
  if (NO_ANSWER.test(code) || (code === 'ERR_BAD_RESPONSE' && /aborted/.test(text)))
    return { fault: 'reset', sent: true };
  return undefined;
}

function grpcFaultOf(status: number, details: string): ConnectionFault | undefined {
  if (status === GRPC_DEADLINE_EXCEEDED) return { fault: 'timeout', sent: true };
  // a server that closes cancels what is under way; the caller's own cancelling is known without an error
  if (status === GRPC_CANCELLED) return { fault: 'reset', sent: true };
  if (status !== GRPC_UNAVAILABLE) return undefined;
  return NO_CHANNEL.test(details) ? NOT_SENT : { fault: 'reset', sent: true };
}
