import type { ManualClock } from '@nest-eureka/time/testing';
import { Administration } from '../src/core/administration/administration.js';
import { Enforcement } from '../src/core/administration/enforcement.js';
import { Measures } from '../src/core/administration/measures.js';
import { Tombstones } from '../src/replication/anti-entropy/tombstones.js';
import { Departures } from '../src/replication/snapshot/departures.js';
import { RegistrySnapshot } from '../src/replication/snapshot/registry-snapshot.js';
import type { SnapshotFiles } from '../src/replication/snapshot/snapshot-files.js';
import { MODERN, sampleRegistry } from './sample-registry.js';
import type { SampleRegistry } from './sample-registry.js';

/** One file in memory that outlives the servers. */
export class OneFile implements SnapshotFiles {
  content: string | undefined;
  fails = false;
  hangs = false;

  async *lines(): AsyncGenerator<string> {
    if (this.hangs) await new Promise(() => undefined);
    if (this.content === undefined) throw Object.assign(new Error('absent'), { code: 'ENOENT' });
    const lines = this.content.split('\n');
    if (lines.at(-1) === '') lines.pop();
    yield* lines;
  }

  async replace(_path: string, lines: Iterable<string>): Promise<void> {
    if (this.fails) throw new Error('disk full');
    let content = '';
    for (const line of lines) {
      content += `${line}\n`;
      await Promise.resolve();
    }
    this.content = content;
  }

  async append(_path: string, text: string): Promise<void> {
    if (this.content === undefined) throw Object.assign(new Error('absent'), { code: 'ENOENT' });
    this.content += text;
  }
}

export interface SnapshotServer extends SampleRegistry {
  readonly snapshot: RegistrySnapshot;
  readonly tombstones: Tombstones;
  readonly measures: Measures;
  readonly administration: Administration;
  readonly warnings: string[];
}

/** A server whose clock stands at `at`. */
export function snapshotServer(file: OneFile, at = 0): SnapshotServer {
  let tombstones: Tombstones | undefined;
  let departures: Departures | undefined;
  const clockOf: { clock?: ManualClock } = {};
  const lazyClock = { now: () => clockOf.clock?.now() ?? 0, monotonic: () => clockOf.clock?.monotonic() ?? 0 };
  const measures = new Measures(lazyClock);
  const registry: SampleRegistry = sampleRegistry(MODERN, undefined, () => {
    tombstones = new Tombstones(lazyClock);
    departures = new Departures(lazyClock);
    return { tombstones, departures, enforcement: new Enforcement(measures, () => registry.leases) };
  });
  clockOf.clock = registry.clock;
  registry.clock.advance(at);
  if (tombstones === undefined || departures === undefined) throw new Error('no listeners');
  const warnings: string[] = [];
  const { store, leases, overrides, clock } = registry;
  const administration = new Administration({ store, leases, overrides, measures, clock, bulkLimit: 10 });
  const snapshot = new RegistrySnapshot(
    { path: 'registry.snapshot', maxAgeMs: 3_600_000 },
    {
      store,
      leases,
      tombstones,
      departures,
      measures,
      administration,
      clock,
      files: file,
      onWarning: (message) => warnings.push(message),
      yieldToOthers: async () => {},
    },
  );
  return { ...registry, snapshot, tombstones, measures, administration, warnings };
}
