import type { Server } from 'node:http';
import { describe, expect, it } from '@jest/globals';
import { createHttpAdapter } from './http-adapter.js';

describe('createHttpAdapter', () => {
  it('gives a request a minute to arrive with its whole body', () => {
    const server: Server = createHttpAdapter({ maxBodyBytes: 1000 }).getHttpServer();
    expect(server.requestTimeout).toBe(60_000);
  });
});
