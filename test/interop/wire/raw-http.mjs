import { connect } from 'node:net';
import { gunzipSync } from 'node:zlib';

/**
 * One HTTP/1.1 exchange, byte for byte as given: no header of our own but Host, odd paths and methods allowed, so that
 * both servers get exactly the same. Resolves with `{ status, headers, body }`, `status` 0 when no answer came.
 * @param {{method: string, path: string, headers?: [string, string][], body?: string | Uint8Array}} request
 */
export function exchange(baseUrl, request, { withinMs = 8_000 } = {}) {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve) => {
    const socket = connect(Number(port), hostname);
    let received = Buffer.alloc(0);
    let done = false;
    const finish = (ended, fault) => {
      if (done) return;
      const answer = parseAnswer(received, request.method === 'HEAD', ended);
      if (answer === undefined && !ended) return;
      done = true;
      clearTimeout(timer);
      socket.destroy();
      resolve(answer ?? { status: 0, headers: new Map(), body: Buffer.alloc(0), fault });
    };
    const timer = setTimeout(() => finish(true, `no answer within ${withinMs} ms`), withinMs);
    socket.on('connect', () => socket.write(requestBytes(request, `${hostname}:${port}`)));
    socket.on('data', (chunk) => {
      received = Buffer.concat([received, chunk]);
      finish(false);
    });
    socket.on('error', (error) => finish(true, error.message));
    socket.on('close', () => finish(true, 'connection closed without an answer'));
  });
}

function requestBytes({ method, path, headers = [], body }, host) {
  const bytes = Buffer.from(body ?? '');
  const given = new Set(headers.map(([name]) => name.toLowerCase()));
  const chunked = headers.some(([name, value]) => name.toLowerCase() === 'transfer-encoding' && value === 'chunked');
  const lines = [`${method} ${path} HTTP/1.1`, `Host: ${host}`, ...headers.map(([name, value]) => `${name}: ${value}`)];
  if (bytes.length > 0 && !chunked && !given.has('content-length')) lines.push(`Content-Length: ${bytes.length}`);
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return Buffer.concat([head, chunked ? asOneChunk(bytes) : bytes]);
}

function asOneChunk(bytes) {
  const end = Buffer.from('0\r\n\r\n');
  if (bytes.length === 0) return end;
  return Buffer.concat([Buffer.from(`${bytes.length.toString(16)}\r\n`), bytes, Buffer.from('\r\n'), end]);
}

/** The answer when it is complete (or the connection has ended), else undefined. */
function parseAnswer(received, isHead, ended) {
  const headEnd = received.indexOf('\r\n\r\n');
  if (headEnd < 0) return undefined;
  const [statusLine, ...headerLines] = received.subarray(0, headEnd).toString('latin1').split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const rest = received.subarray(headEnd + 4);
  if (status === 100) return parseAnswer(rest, isHead, ended);
  const headers = new Map();
  for (const line of headerLines) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).toLowerCase();
    const value = line.slice(colon + 1).trim();
    headers.set(name, headers.has(name) ? `${headers.get(name)}, ${value}` : value);
  }
  const body = isHead || status === 204 || status === 304 ? Buffer.alloc(0) : bodyOf(rest, headers, ended);
  return body === undefined ? undefined : { status, headers, body };
}

function bodyOf(rest, headers, ended) {
  if (headers.get('transfer-encoding') === 'chunked') return joinChunks(rest) ?? (ended ? rest : undefined);
  const length = headers.get('content-length');
  if (length === undefined) return ended ? rest : undefined;
  if (rest.length >= Number(length)) return rest.subarray(0, Number(length));
  return ended ? rest : undefined;
}

function joinChunks(rest) {
  const pieces = [];
  let at = 0;
  for (;;) {
    const lineEnd = rest.indexOf('\r\n', at);
    if (lineEnd < 0) return undefined;
    const size = parseInt(rest.subarray(at, lineEnd).toString('latin1'), 16);
    if (size === 0) return rest.indexOf('\r\n\r\n', lineEnd) < 0 ? undefined : Buffer.concat(pieces);
    const end = lineEnd + 2 + size;
    if (rest.length < end + 2) return undefined;
    pieces.push(rest.subarray(lineEnd + 2, end));
    at = end + 2;
  }
}

/** The body as text, unzipped when it is labelled as gzip. */
export function textOf({ headers, body }) {
  const plain = headers.get('content-encoding') === 'gzip' && body.length > 0 ? gunzipSync(body) : body;
  return plain.toString('utf8');
}
