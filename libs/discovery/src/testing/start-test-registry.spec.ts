import { describe, expect, it } from '@jest/globals';
import { startTestRegistry } from './start-test-registry.js';

describe('startTestRegistry', () => {
  it('answers over HTTP until it is closed, and may take its place again', async () => {
    const registry = await startTestRegistry();
    const read = async (): Promise<number> => (await fetch(`${registry.serviceUrl}apps`)).status;
    expect(await read()).toBe(200);
    await registry.close();
    await expect(read()).rejects.toThrow('fetch failed');
    const again = await startTestRegistry({ port: registry.port });
    expect(await read()).toBe(200);
    await again.close();
  });
});
