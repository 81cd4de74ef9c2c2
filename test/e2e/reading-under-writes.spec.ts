import { gunzipSync } from 'node:zlib';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

const THERE_BEFORE = 120;
const BURST = 80;
const WRITERS = 8;

/** Heavy enough that the registry is written in slices. */
const METADATA = { text: 'größe '.repeat(300) };

describe('reading while others register', () => {
  let server: RegistryServer;
  const acknowledged = new Set<string>();

  const register = async (index: number): Promise<void> => {
    const [app, instanceId] = [`APP-${index % 7}`, `i-${index}`];
    const answer = await server.post(`/eureka/apps/${app}`, aRegistration({ app, instanceId, metadata: METADATA }));
    expect(answer.status).toBe(204);
    acknowledged.add(instanceId);
  };

  /** Ids that were acknowledged before the question and are not in the answer. */
  const missingIn = async (path: string, encoding: string): Promise<readonly string[]> => {
    const before = [...acknowledged];
    const answer = await server.get(path, { accept: 'application/json', 'accept-encoding': encoding });
    const text = encoding === 'gzip' ? gunzipSync(answer.bytes).toString() : answer.text;
    const listed = text.split('"instanceId"').length - 1;
    expect(text).toContain(`"apps__hashcode":"UP_${listed}_"`);
    return before.filter((id) => !text.includes(`"${id}"`));
  };

  beforeAll(async () => {
    server = await startRegistry();
    for (let index = 0; index < THERE_BEFORE; index += WRITERS) {
      await Promise.all(Array.from({ length: WRITERS }, (_, offset) => register(index + offset)));
    }
  });

  it('never leaves out what was acknowledged before the question, zipped or not', async () => {
    let next = THERE_BEFORE;
    const reads = { isOver: false, count: 0, missing: [] as string[] };
    const writers = Array.from({ length: WRITERS }, async () => {
      while (next < THERE_BEFORE + BURST) await register(next++);
    });
    const readers = ['/eureka/apps', '/eureka/apps/delta'].flatMap((path) =>
      ['gzip', 'identity'].map(async (encoding) => {
        while (!reads.isOver) {
          reads.missing.push(...(await missingIn(path, encoding)));
          reads.count++;
        }
      }),
    );
    await Promise.all(writers);
    reads.isOver = true;
    await Promise.all(readers);
    expect(reads.missing).toEqual([]);
    expect(reads.count).toBeGreaterThanOrEqual(4);
    expect(await missingIn('/eureka/apps', 'gzip')).toEqual([]);
  });
});
