import type { Server } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createHttpAdapter } from './http-adapter.js';

describe('createHttpAdapter', () => {
  it('gives a request, and its head, a time to arrive', () => {
    const settings = { maxBodyBytes: 1000, requestTimeoutMs: 60_000, headerTimeoutMs: 15_000 };
    const server: Server = createHttpAdapter(settings).getHttpServer();
    expect([server.requestTimeout, server.headersTimeout]).toEqual([60_000, 15_000]);
  });
});
