/** Lone surrogates, which no UTF-8 can carry, become U+FFFD. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}

/**
 * A text as one path segment. `:` stays, as Java's clients have it in ids; the rest is percent-encoded, among it `;`, behind
 * which a Java server would drop everything, and `+`, which some read as a space. A `/` becomes `%2F`, which Tomcat refuses.
 */
function segment(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll('%3A', ':');
}

/** `?` and the parameters that have a value, or nothing. */
function query(...parameters: readonly (readonly [name: string, value: string | number | undefined])[]): string {
  const present = parameters.flatMap(([name, value]) =>
    value === undefined
      ? []
      : [`${encodeURIComponent(wellFormed(name))}=${encodeURIComponent(wellFormed(String(value)))}`],
  );
  return present.length === 0 ? '' : `?${present.join('&')}`;
}

/** What a heartbeat tells about its sender. */
export interface HeartbeatParameters {
  readonly status?: string | undefined;
  /** As registered; ms since the epoch. */
  readonly lastDirtyTimestamp?: number | undefined;
  /** Sent by peers that know an override. */
  readonly overriddenStatus?: string | undefined;
}

function instancePath(app: string, id: string): string {
  return `apps/${segment(app)}/${segment(id)}`;
}

/**
 * Request paths with their query, relative to a service URL, which ends in `/`. They are written as Java's clients write
 * them, trailing slashes included (wire.md 5.1, 5.2).
 */
export const PATHS = {
  applications: (regions?: string): string => `apps/${query(['regions', regions])}`,
  delta: (regions?: string): string => `apps/delta${query(['regions', regions])}`,
  application: (app: string): string => `apps/${segment(app)}`,
  vip: (address: string): string => `vips/${segment(address)}`,
  secureVip: (address: string): string => `svips/${segment(address)}`,
  instance: instancePath,
  instanceById: (id: string): string => `instances/${segment(id)}`,
  heartbeat: (app: string, id: string, beat: HeartbeatParameters = {}): string =>
    instancePath(app, id) +
    query(
      ['status', beat.status],
      ['lastDirtyTimestamp', beat.lastDirtyTimestamp],
      ['overriddenstatus', beat.overriddenStatus],
    ),
  status: (app: string, id: string, value?: string, lastDirtyTimestamp?: number): string =>
    `${instancePath(app, id)}/status${query(['value', value], ['lastDirtyTimestamp', lastDirtyTimestamp])}`,
  metadata: (app: string, id: string, entries: ReadonlyMap<string, string>): string =>
    `${instancePath(app, id)}/metadata${query(...entries)}`,
  /** Ours alone: the change stream of some VIP addresses or of everything, for somebody who reads the registry by lists. */
  watch: (vips: readonly string[] = [], since?: string): string => {
    const chosen = vips.length === 0 ? undefined : vips.join(',');
    return `x/watch${query(['snapshot', 'false'], ['confirm', 'true'], ['vips', chosen], ['since', since])}`;
  },
  confirmSeen: (stream: string, revision: string): string =>
    `x/watch/seen${query(['stream', stream], ['revision', revision])}`,
  whenSeen: (app: string, id: string, waitMs: number): string =>
    `x/watch/seen${query(['app', app], ['id', id], ['wait', waitMs])}`,
  replicationBatch: (): string => 'peerreplication/batch/',
} as const;
