import { describe, expect, it } from '@jest/globals';
import { ScriptedService } from '../../spec-support/scripted-service.js';
import { NoInstanceError } from '../core/no-instance-error.js';
import { balancedFetch } from './balanced-fetch.js';
import { missingHostOf } from './missing-host.js';

const failed = (cause: unknown) => new TypeError('fetch failed', { cause });

describe('a host that nobody has', () => {
  it.each([
    [failed({ code: 'ENOTFOUND', hostname: 'ordres' }), 'ordres'],
    [failed({ code: 'EAI_AGAIN', hostname: 'ordres' }), 'ordres'],
    [failed({ code: 'ENOTFOUND', hostname: 'ordres.example' }), undefined],
    [failed({ code: 'ECONNREFUSED', hostname: 'ordres' }), undefined],
    [failed(undefined), undefined],
    [new Error('of another kind'), undefined],
    [undefined, undefined],
  ])('is read from %p: %p', (error, host) => {
    expect(missingHostOf(error)).toBe(host);
  });

  it('fails as a service without instances does, and names those that there are', async () => {
    const fetch = balancedFetch(new ScriptedService().callers, () =>
      Promise.reject(failed({ code: 'ENOTFOUND', hostname: 'ordres' })),
    );
    const error: unknown = await fetch('http://ordres/items').catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(NoInstanceError);
    expect(String(error)).toMatch(/'ordres': no service and no host has that name. Known services: orders/);
  });

  it('leaves other errors, and answers, as fetch gave them', async () => {
    const broken = failed({ code: 'ECONNRESET' });
    const { callers } = new ScriptedService();
    await expect(balancedFetch(callers, () => Promise.reject(broken))('http://elsewhere/')).rejects.toBe(broken);
    const answer = new Response('yes');
    expect(await balancedFetch(callers, () => Promise.resolve(answer))('http://elsewhere/')).toBe(answer);
  });
});
