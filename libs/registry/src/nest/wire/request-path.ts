import type { ProtocolVersion } from '@nest-eureka/protocol';

/** A request target taken apart: where it points to below the mount point, and its query as sent. */
export type RequestPath =
  | {
      readonly kind: 'api';
      readonly version: ProtocolVersion;
      /** Percent-decoded, path parameters (`;x=1`) dropped, without the empty one of a trailing slash. */
      readonly segments: readonly string[];
      readonly query: string;
    }
  /** Under the mount point, but its percent-encoding cannot be read. */
  | { readonly kind: 'undecodable' }
  | { readonly kind: 'elsewhere' };

const UNDECODABLE: RequestPath = { kind: 'undecodable' };
const ELSEWHERE: RequestPath = { kind: 'elsewhere' };

/**
 * Reads a request target against the mount point (`/eureka`, without a slash at its end). `v1` and `v2` in front of the rest
 * are the protocol's generations; without one it is v2 (server.md 1.1). A doubled slash in front of all is tolerated as by
 * the live server, elsewhere it makes an empty segment that matches nothing (wire-live.md 4.4).
 */
export function readRequestPath(target: string, mount: string): RequestPath {
  const start = target.startsWith('//') ? 1 : 0;
  if (!target.startsWith(mount, start)) return ELSEWHERE;
  const from = start + mount.length;
  const mark = target.indexOf('?', from);
  const path = mark < 0 ? target.slice(from) : target.slice(from, mark);
  if (path !== '' && !path.startsWith('/')) return ELSEWHERE;
  const raw = path.split('/');
  raw.shift();
  if (raw.length > 1 && raw.at(-1) === '') raw.pop();
  const decoded = decodeAll(raw);
  if (decoded === undefined) return UNDECODABLE;
  let version: ProtocolVersion = 'v2';
  if (decoded.length > 1 && (decoded[0] === 'v1' || decoded[0] === 'v2')) version = decoded.shift() as ProtocolVersion;
  return { kind: 'api', version, segments: decoded, query: mark < 0 ? '' : target.slice(mark + 1) };
}

function decodeAll(raw: readonly string[]): string[] | undefined {
  const decoded: string[] = [];
  for (const segment of raw) {
    const end = segment.indexOf(';');
    const text = end < 0 ? segment : segment.slice(0, end);
    if (!text.includes('%')) {
      decoded.push(text);
      continue;
    }
    try {
      decoded.push(decodeURIComponent(text));
    } catch {
      return undefined;
    }
  }
  return decoded;
}

/** The first value of a query parameter, '' when it has none, undefined when it is absent. `+` is a space. */
export function queryValue(query: string, name: string): string | undefined {
  if (!query.includes(name) && !query.includes('%')) return undefined;
  return new URLSearchParams(query).get(name) ?? undefined;
}

/** Every query parameter with its first value (server.md 1.4 J). */
export function queryEntries(query: string): ReadonlyMap<string, string> {
  const entries = new Map<string, string>();
  for (const [name, value] of new URLSearchParams(query)) if (!entries.has(name)) entries.set(name, value);
  return entries;
}

/** The path and query of a request target; whoever goes through a proxy sends a whole URL (RFC 9112 section 3.2.2). */
export function originForm(target: string): string {
  const [, rest] = /^https?:\/\/[^/?#]*(.*)$/i.exec(target) ?? [];
  if (rest === undefined) return target;
  return rest.startsWith('/') ? rest : `/${rest}`;
}
