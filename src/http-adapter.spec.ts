import type { Server } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createHttpAdapter } from './http-adapter.js';

describe('createHttpAdapter', () => {
  it('gives a request, its head and its answer a time each', () => {
    const settings = {
      maxBodyBytes: 1000,
      requestTimeoutMs: 60_000,
      headerTimeoutMs: 15_000,
      stalledTimeoutMs: 120_000,
    };
    const server: Server = createHttpAdapter(settings).getHttpServer();
    expect([server.requestTimeout, server.headersTimeout, server.timeout]).toEqual([60_000, 15_000, 120_000]);
  });

  it.each([
    [400_000, 60_000, 60_000],
    [400_000, 0, 400_000],
    [0, 60_000, 0],
    [15_000, 400_000, 15_000],
  ])('takes %i ms for a head within %i ms for a request', (headerTimeoutMs, requestTimeoutMs, expected) => {
    const settings = { maxBodyBytes: 1000, requestTimeoutMs, headerTimeoutMs, stalledTimeoutMs: 0 };
    const server: Server = createHttpAdapter(settings).getHttpServer();
    expect([server.headersTimeout, server.requestTimeout]).toEqual([expected, requestTimeoutMs]);
  });
});
