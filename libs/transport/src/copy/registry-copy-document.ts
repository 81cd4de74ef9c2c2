import { decodeApplication, encodeApplication } from '@nest-eureka/protocol';
import type { Application, Applications } from '@nest-eureka/protocol';

/** Changes whenever an older reader could not read it. */
const VERSION = 1;

/** How many instances one line holds at most, so that no line takes long to write or read. */
const INSTANCES_PER_LINE = 100;

/** What stands in the first line of a copy. */
export interface CopyHeader {
  /** Ms since the epoch. */
  readonly savedAt: number;
  /** Where the registry was read, without credentials. */
  readonly serviceUrl: string;
}

/** A registry as it was at that time. */
export interface SavedRegistry {
  readonly savedAt: number;
  readonly serviceUrl: string;
  readonly registry: Applications;
}

/** A copy read, or why it cannot be used. */
export type CopyReading =
  { readonly ok: true; readonly saved: SavedRegistry } | { readonly ok: false; readonly fault: string };

/**
 * A registry as lines of JSON: a header that says how many instances follow, then applications as the Java server writes
 * them, large ones over several lines. Lines are made as they are asked for.
 */
export function* copyLines(registry: Applications, header: CopyHeader): Generator<string> {
  const instances = registry.applications.reduce((sum, application) => sum + application.instances.length, 0);
  yield JSON.stringify({ registryCopy: VERSION, ...header, instances });
  for (const { name, instances: all } of registry.applications) {
    for (let from = 0; from < all.length; from += INSTANCES_PER_LINE) {
      const part = { name, instances: all.slice(from, from + INSTANCES_PER_LINE) };
      yield encodeApplication(part, { format: 'json', detail: 'full', version: 'v2' });
    }
  }
}

/** Reads what `copyLines` wrote. Rejects only where the lines do. */
export async function readCopyLines(lines: AsyncIterable<string>): Promise<CopyReading> {
  let header: (CopyHeader & { readonly instances: number }) | undefined;
  const applications: Application[] = [];
  let instances = 0;
  for await (const line of lines) {
    if (header === undefined) {
      header = headerIn(line);
      if (header === undefined) return { ok: false, fault: 'it is no copy of a registry that this version can read' };
      continue;
    }
    const decoded = decodeApplication(line, 'json');
    if (!decoded.ok) return { ok: false, fault: decoded.fault.message };
    applications.push(decoded.value);
    instances += decoded.value.instances.length;
  }
  if (header === undefined) return { ok: false, fault: 'it is empty' };
  if (instances !== header.instances)
    return { ok: false, fault: `it has ${instances} of ${header.instances} instances` };
  const { savedAt, serviceUrl } = header;
  return {
    ok: true,
    saved: { savedAt, serviceUrl, registry: { versionsDelta: -1, appsHashCode: undefined, applications } },
  };
}

function headerIn(line: string): (CopyHeader & { readonly instances: number }) | undefined {
  const header = parsed(line);
  if (typeof header !== 'object' || header === null) return undefined;
  if (!('registryCopy' in header) || header.registryCopy !== VERSION) return undefined;
  if (!('savedAt' in header) || typeof header.savedAt !== 'number') return undefined;
  if (!('serviceUrl' in header) || typeof header.serviceUrl !== 'string') return undefined;
  if (!('instances' in header) || typeof header.instances !== 'number') return undefined;
  return { savedAt: header.savedAt, serviceUrl: header.serviceUrl, instances: header.instances };
}

function parsed(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
