import { setImmediate as turn } from 'node:timers/promises';
import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const THERE_BEFORE = 120;
const BURST = 80;
const WRITERS = 8;
const APPS = 7;

/** Heavy enough that the registry is written in slices. */
const METADATA = { text: 'größe '.repeat(300) };

/** What is listed after a question must be as it was acknowledged before it, unless a later write was under way. */
type Standing = 'UP' | 'OUT_OF_SERVICE' | 'gone';

interface Read {
  readonly path: string;
  readonly encoding: 'gzip' | 'identity';
  /** Whether an instance that is gone is shown as such; nowhere else is it shown. */
  readonly isDelta: boolean;
  /** Undefined: every application. */
  readonly app?: string;
}

const READS: readonly Read[] = [
  { path: '/eureka/apps', encoding: 'gzip', isDelta: false },
  { path: '/eureka/apps', encoding: 'identity', isDelta: false },
  { path: '/eureka/apps/delta', encoding: 'gzip', isDelta: true },
  { path: '/eureka/apps/delta', encoding: 'identity', isDelta: true },
  { path: '/eureka/apps/APP-3', encoding: 'identity', isDelta: false, app: 'APP-3' },
  { path: '/eureka/apps/APP-4', encoding: 'identity', isDelta: false, app: 'APP-4' },
  { path: '/eureka/vips/app-5', encoding: 'identity', isDelta: false, app: 'APP-5' },
];

interface Listed {
  readonly instanceId: string;
  readonly app: string;
  readonly status: string;
  readonly actionType: string;
}

interface Answer {
  readonly application?: { readonly instance: readonly Listed[] };
  readonly applications?: {
    readonly apps__hashcode: string;
    readonly application: readonly { readonly instance: readonly Listed[] }[];
  };
}

/** Ends what hangs; five seconds on a quiet machine. */
const SLOW_MS = 120_000;

describe('reading while others register, change and leave', () => {
  let server: RegistryServer;
  /** Of the writes that were acknowledged. */
  const standing = new Map<string, Standing>();
  const appOf = (id: string): string => `APP-${Number(id.slice(2)) % APPS}`;

  const write = async (id: string, will: Standing, send: () => Promise<{ readonly status: number }>): Promise<void> => {
    // until it is acknowledged both the old and the new may be listed
    standing.delete(id);
    expect((await send()).status).toBeLessThan(300);
    standing.set(id, will);
  };
  const register = (index: number): Promise<void> => {
    const id = `i-${index}`;
    const app = appOf(id);
    const instance = aRegistration({ app, instanceId: id, vipAddress: app.toLowerCase(), metadata: METADATA });
    return write(id, 'UP', () => server.post(`/eureka/apps/${app}`, instance));
  };
  const path = (id: string): string => `/eureka/apps/${appOf(id)}/${id}`;
  const takeOut = (id: string): Promise<void> =>
    write(id, 'OUT_OF_SERVICE', () => server.put(`${path(id)}/status?value=OUT_OF_SERVICE`));
  const cancel = (id: string): Promise<void> => write(id, 'gone', () => server.delete(path(id)));

  /** Writes that were acknowledged before the question, stand still after the answer, and are not in it. */
  const missingIn = async ({ path: asked, encoding, isDelta, app }: Read): Promise<readonly string[]> => {
    const before = [...standing].filter(([id]) => app === undefined || appOf(id) === app);
    const answer = await server.get(asked, { accept: 'application/json', 'accept-encoding': encoding });
    const isZipped = answer.headers['content-encoding'] === 'gzip';
    const text = isZipped ? gunzipSync(answer.bytes).toString() : answer.text;
    const { application, applications } = JSON.parse(text) as Answer;
    const listed = application?.instance ?? applications?.application.flatMap(({ instance }) => instance) ?? [];
    const byId = new Map(listed.map((instance) => [instance.instanceId, instance]));
    expect(byId.size).toBe(listed.length);
    if (applications !== undefined && !isDelta) expect(applications.apps__hashcode).toBe(hashOf(listed));
    return before.flatMap(([id, will]) => {
      // a write that began meanwhile may show already
      if (standing.get(id) !== will) return [];
      const shown = byId.get(id);
      const isThere = shown !== undefined && shown.actionType !== 'DELETED';
      const fits = will === 'gone' ? !isThere : isThere && shown.status === will;
      return fits ? [] : [`${asked} ${encoding}: ${id} is ${JSON.stringify(shown?.status)} in place of ${will}`];
    });
  };

  beforeAll(async () => {
    server = await startRegistry();
    for (let index = 0; index < THERE_BEFORE; index += WRITERS) {
      await Promise.all(Array.from({ length: WRITERS }, (_, offset) => register(index + offset)));
    }
  });

  it(
    'never answers without what was acknowledged before the question',
    async () => {
      let next = THERE_BEFORE;
      const reads = { isOver: false, count: 0, missing: [] as string[] };
      const writers = Array.from({ length: WRITERS }, async () => {
        while (next < THERE_BEFORE + BURST) {
          const index = next++;
          await register(index);
          if (index % 3 === 0) await takeOut(`i-${index}`);
          if (index % 4 === 0) await cancel(`i-${index - THERE_BEFORE}`);
        }
      });
      const readers = READS.map(async (read) => {
        while (!reads.isOver) {
          reads.missing.push(...(await missingIn(read)));
          reads.count++;
          // readers that ask without a pause would keep the writers from their turn
          await turn();
        }
      });
      await Promise.all(writers);
      reads.isOver = true;
      await Promise.all(readers);
      expect(reads.missing).toEqual([]);
      expect(reads.count).toBeGreaterThanOrEqual(READS.length);
      for (const read of READS) expect(await missingIn(read)).toEqual([]);
    },
    SLOW_MS,
  );
});

/** Statuses in their order, each with how many have it. */
function hashOf(listed: readonly Listed[]): string {
  const counts = new Map<string, number>();
  for (const { status } of listed) counts.set(status, (counts.get(status) ?? 0) + 1);
  return [...counts]
    .toSorted(([one], [other]) => one.localeCompare(other))
    .map(([status, count]) => `${status}_${count}_`)
    .join('');
}
