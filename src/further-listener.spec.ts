import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from '@jest/globals';
import { listenFurther } from './further-listener.js';

describe('listenFurther', () => {
  it('hands its connections to the main server', async () => {
    const main = createServer((_request, response) => response.end('main'));
    const further = await listenFurther(main, 0, '127.0.0.1', () => {});
    const { port } = further.address() as AddressInfo;
    const response = await fetch(`http://127.0.0.1:${port}`, { headers: { connection: 'close' } });
    expect(await response.text()).toBe('main');
    await new Promise((resolve) => void further.close(resolve));
  });

  it('accepts as many connections as the main server', async () => {
    const main = createServer();
    main.maxConnections = 7;
    const further = await listenFurther(main, 0, '127.0.0.1', () => {});
    expect(further.maxConnections).toBe(7);
    await new Promise((resolve) => void further.close(resolve));
  });

  it('refuses when it cannot listen', async () => {
    const main = createServer();
    const first = await listenFurther(main, 0, '127.0.0.1', () => {});
    const { port } = first.address() as AddressInfo;
    await expect(listenFurther(main, port, '127.0.0.1', () => {})).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await new Promise((resolve) => void first.close(resolve));
  });

  it('reports every later error and goes on', async () => {
    const errors: Error[] = [];
    const further = await listenFurther(createServer(), 0, '127.0.0.1', (error) => void errors.push(error));
    further.emit('error', new Error('accept EMFILE'));
    further.emit('error', new Error('accept EMFILE'));
    expect([errors.length, further.listening]).toEqual([2, true]);
    await new Promise((resolve) => void further.close(resolve));
  });
});
