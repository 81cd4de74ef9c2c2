import { Readable } from 'node:stream';
import { describe, expect, it } from '@jest/globals';
import axios, { AxiosError, AxiosHeaders } from 'axios';
import type { AxiosInstance, AxiosResponse, InternalAxiosRequestConfig } from 'axios';
import { ScriptedService } from '../../spec-support/scripted-service.js';
import { installBalancing } from './axios-adapter.js';

/** An axios whose own adapter answers with a status by host, and keeps what it is asked. */
function anAxios(statusOf: (url: string) => number = () => 200) {
  const asked: InternalAxiosRequestConfig[] = [];
  const instance = axios.create({
    adapter: (config) => {
      asked.push(config);
      const status = statusOf(config.url ?? '');
      const response: AxiosResponse = { data: 'text', status, statusText: '', headers: new AxiosHeaders(), config };
      if (config.validateStatus?.(status) ?? true) return Promise.resolve(response);
      return Promise.reject(new AxiosError('no', AxiosError.ERR_BAD_RESPONSE, config, undefined, response));
    },
  });
  return { instance, asked, urls: () => asked.map(({ url }) => url) };
}

function installed(instance: AxiosInstance, service = new ScriptedService()): () => void {
  return installBalancing(instance, service.callers);
}

describe('axios below which calls by name are installed', () => {
  it('is asked for the URL at an instance, with everything else as it was', async () => {
    const { instance, asked } = anAxios();
    installed(instance);
    const config = { baseURL: 'http://orders/v1', params: { a: 1 }, headers: { 'x-a': 'b' }, timeout: 700 };
    const response = await instance.post('/items', { item: 1 }, config);
    expect(asked).toHaveLength(1);
    expect(asked[0]).toMatchObject({ url: 'http://b.test:8080/v1/items', params: { a: 1 }, data: '{"item":1}' });
    expect(asked[0]?.baseURL).toBeUndefined();
    expect(asked[0]?.headers.get('x-a')).toBe('b');
    expect(response.config).toMatchObject({ url: '/items', baseURL: 'http://orders/v1', timeout: 700 });
  });

  it('is left alone with other URLs', async () => {
    const { instance, urls } = anAxios();
    installed(instance);
    await instance.get('http://elsewhere.example/');
    await instance.get('/relative');
    expect(urls()).toEqual(['http://elsewhere.example/', '/relative']);
  });

  it('gives its own error for a status, after the retries, as it would be without them', async () => {
    const { instance, urls } = anAxios(() => 503);
    installed(instance);
    const error: unknown = await instance.get('http://orders/').catch((reason: unknown) => reason);
    expect(axios.isAxiosError(error) && error.response?.status).toBe(503);
    expect(axios.isAxiosError(error) && [error.config?.url, error.response?.config.url]).toEqual(
      Array(2).fill('http://orders/'),
    );
    expect(urls()).toEqual(['http://b.test:8080/', 'http://c.test:8080/']);
  });

  it('counts a status that the caller takes for good as an answer all the same', async () => {
    const { instance, urls } = anAxios((url) => (url.includes('//b.') ? 503 : 200));
    installed(instance);
    const { status } = await instance.get('http://orders/', { validateStatus: null });
    expect(status).toBe(200);
    expect(urls()).toHaveLength(2);
  });

  it('never sends a stream twice', async () => {
    const { instance, urls } = anAxios(() => 503);
    installed(instance);
    await expect(instance.put('http://orders/', Readable.from(['x']))).rejects.toThrow('no');
    expect(urls()).toHaveLength(1);
  });

  it('takes the mark that a POST may be sent twice', async () => {
    const { instance, urls } = anAxios(() => 503);
    installed(instance);
    const config = { loadBalancing: { idempotent: true }, validateStatus: null };
    await instance.post('http://orders/', {}, config);
    expect(urls()).toHaveLength(2);
  });

  it.each([
    ['a signal', (signal: AbortSignal) => ({ signal })],
    [
      'a cancel token',
      (signal: AbortSignal) => {
        const { token, cancel } = axios.CancelToken.source();
        signal.addEventListener('abort', () => cancel());
        return { cancelToken: token };
      },
    ],
  ])('is cancelled by %s, with an error that axios knows', async (_name, configOf) => {
    const caller = new AbortController();
    const asked: InternalAxiosRequestConfig[] = [];
    const instance = axios.create({ adapter: (config) => (asked.push(config), new Promise(() => {})) });
    installed(instance);
    const call = instance.get('http://orders/', configOf(caller.signal));
    const failed = call.catch((error: unknown) => error);
    await new Promise((resolve) => setImmediate(resolve));
    caller.abort();
    expect(axios.isCancel(await failed)).toBe(true);
    expect((asked[0]?.signal as AbortSignal | undefined)?.aborted).toBe(true);
  });

  it('answers with the fallback of a service', async () => {
    const { instance } = anAxios();
    const service = new ScriptedService({ fallback: () => ({ status: 203, body: { from: 'here' } }) });
    service.status = 'DOWN';
    installed(instance, service);
    expect(await instance.get('http://orders/')).toMatchObject({ status: 203, data: { from: 'here' } });
  });

  it('is as before once it is taken out, also where somebody has built on it', async () => {
    const { instance, urls } = anAxios();
    const before = instance.defaults.adapter;
    const takeFirstOut = installed(instance);
    const takeSecondOut = installed(instance, new ScriptedService());
    takeFirstOut();
    await instance.get('http://orders/');
    expect(urls()).toEqual(['http://b.test:8080/']);
    takeSecondOut();
    await instance.get('http://orders/');
    expect(urls().at(-1)).toBe('http://orders/');
    const { instance: other } = anAxios();
    const own = other.defaults.adapter;
    installed(other)();
    expect(other.defaults.adapter).toBe(own);
    expect(before).toBeDefined();
  });
});
