import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll } from '@jest/globals';

/** A registry that takes every connection and never answers, for the specs of the block that this is called in; gives its service URL. */
export function useHungRegistry(): () => string {
  const hung = createServer(() => {});
  beforeAll(async () => {
    await once(hung.listen(0, '127.0.0.1'), 'listening');
  });
  afterAll(() => {
    hung.closeAllConnections();
    hung.close();
  });
  return () => `http://127.0.0.1:${(hung.address() as AddressInfo).port}/eureka/`;
}
