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

/** What URLSearchParams reads in another way than letter by letter. */
const ENCODED = /^\?|[%+]|[^\x20-\x7e]/;

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
  const segments = readSegments(path);
  if (segments === undefined) return UNDECODABLE;
  let version: ProtocolVersion = 'v2';
  if (segments.length > 1 && (segments[0] === 'v1' || segments[0] === 'v2')) {
    version = segments.shift() as ProtocolVersion;
  }
  return { kind: 'api', version, segments, query: mark < 0 ? '' : target.slice(mark + 1) };
}

/** A slash at the end ends the last segment and makes none of its own, unless it is the only one. */
function readSegments(path: string): string[] | undefined {
  const segments: string[] = [];
  for (let from = 1; from <= path.length;) {
    const slash = path.indexOf('/', from);
    const end = slash < 0 ? path.length : slash;
    if (from === end && end === path.length && segments.length > 0) break;
    const segment = readSegment(path.slice(from, end));
    if (segment === undefined) return undefined;
    segments.push(segment);
    from = end + 1;
  }
  return segments;
}

function readSegment(raw: string): string | undefined {
  const end = raw.indexOf(';');
  const text = end < 0 ? raw : raw.slice(0, end);
  if (!text.includes('%')) return text;
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

/** The first value of a query parameter, '' when it has none, undefined when it is absent. `+` is a space. */
export function queryValue(query: string, name: string): string | undefined {
  if (ENCODED.test(query)) return new URLSearchParams(query).get(name) ?? undefined;
  // every heartbeat comes this way
  for (let from = 0; from < query.length;) {
    const mark = query.indexOf('&', from);
    const end = mark < 0 ? query.length : mark;
    if (query.startsWith(name, from)) {
      const after = from + name.length;
      if (after === end) return '';
      if (query[after] === '=') return query.slice(after + 1, end);
    }
    from = end + 1;
  }
  return undefined;
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
