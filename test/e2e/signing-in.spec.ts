import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { aRegistration } from '../support/an-instance.js';
import { ChangeStream } from '../support/change-stream.js';
import type { Answer } from '../support/http-caller.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';
import { until } from '../support/until.js';

const JSON_TYPE = { 'content-type': 'application/json' };
const FORM_TYPE = { 'content-type': 'application/x-www-form-urlencoded' };

const cookieOf = (answer: Answer): string => answer.headers['set-cookie']?.[0]?.split(';')[0] ?? '';

interface WhoIAm {
  readonly name: string;
  readonly roles: readonly string[];
  readonly csrfToken: string | null;
  readonly by: string;
}

describe('signing in with a browser', () => {
  let server: RegistryServer;
  beforeAll(async () => {
    server = await startRegistry({
      users: [
        { name: 'alice', password: '{noop}pä:ss', roles: ['operator'] },
        { name: 'looker', password: '{noop}look' },
      ],
    });
  });
  afterAll(() => server.close());

  const signIn = (name: string, password: string, headers: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    server.post('/eureka/x/session', JSON.stringify({ name, password }), headers);

  it('gives a cookie that no script reads and no other site sends, and says who one is', async () => {
    const answer = await signIn('alice', 'pä:ss');
    expect(answer.status).toBe(200);
    expect(answer.json()).toMatchObject({ name: 'alice', by: 'session', roles: ['reader', 'operator', 'registrar'] });
    const cookie = answer.headers['set-cookie']?.[0] ?? '';
    expect(cookie).toMatch(/^eureka-session-\d+=[\w-]{43}; Path=\/; HttpOnly; SameSite=Strict$/);
    expect(answer.text).not.toContain(cookie.split(/[=;]/)[1]);
    expect(answer.headers['cache-control']).toBe('no-store');
    const mine = await server.get('/eureka/x/session', { cookie: cookieOf(answer) });
    expect(mine.json()).toEqual(answer.json());
  });

  it('says so when the cookie goes over TLS that ends in front of it', async () => {
    const answer = await signIn('alice', 'pä:ss', { 'x-forwarded-proto': 'https' });
    expect(answer.headers['set-cookie']?.[0]).toMatch(/; Secure$/);
  });

  it('answers 401 to a wrong password, for a script of the page without the question of the browser', async () => {
    const answer = await signIn('alice', 'wrong');
    expect([answer.status, answer.headers['set-cookie']]).toEqual([401, undefined]);
    const asked = await server.get('/eureka/x/session', { accept: 'application/json' });
    expect([asked.status, asked.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
    const script = await server.get('/eureka/x/session', { 'x-requested-with': 'XMLHttpRequest' });
    expect([script.status, script.headers['www-authenticate']]).toEqual([401, undefined]);
  });

  it('reads with the cookie, and changes nothing with the cookie alone', async () => {
    const answer = await signIn('alice', 'pä:ss');
    const cookie = cookieOf(answer);
    const { csrfToken } = answer.json() as WhoIAm;
    expect((await server.get('/eureka/apps', { cookie })).status).toBe(200);
    expect((await server.get('/', { cookie })).status).toBe(200);
    const drain = (headers: Readonly<Record<string, string>>): Promise<Answer> =>
      server.post('/eureka/x/admin/drain', '{"app":"ORDERS","reason":"trial"}', { ...JSON_TYPE, cookie, ...headers });
    expect((await drain({})).status).toBe(403);
    expect((await drain({ 'x-csrf-token': 'guess' })).status).toBe(403);
    expect((await drain({ 'x-csrf-token': csrfToken ?? '' })).status).toBe(404);
    expect((await drain({ 'x-csrf-token': csrfToken ?? '', origin: 'http://evil.example' })).status).toBe(403);
  });

  it('writes nothing by the API for clients, token or not', async () => {
    const answer = await signIn('alice', 'pä:ss');
    const headers = { cookie: cookieOf(answer), 'x-csrf-token': (answer.json() as WhoIAm).csrfToken ?? '' };
    const register = await server.post('/eureka/apps/ORDERS', aRegistration(), { ...JSON_TYPE, ...headers });
    expect([register.status, register.text]).toEqual([403, expect.stringContaining('x/admin')]);
    expect((await server.put('/eureka/apps/ORDERS/x/status?value=DOWN', headers)).status).toBe(403);
    expect((await server.get('/eureka/apps/ORDERS', headers)).status).toBe(404);
  });

  it('gives a session no more than its user has', async () => {
    const answer = await signIn('looker', 'look');
    const { csrfToken } = answer.json() as WhoIAm;
    const headers = { cookie: cookieOf(answer), 'x-csrf-token': csrfToken ?? '' };
    expect((await server.post('/eureka/x/admin/drain', '{"app":"ORDERS"}', { ...JSON_TYPE, ...headers })).status).toBe(
      403,
    );
  });

  it('signs out for good', async () => {
    const answer = await signIn('alice', 'pä:ss');
    const headers = { cookie: cookieOf(answer), 'x-csrf-token': (answer.json() as WhoIAm).csrfToken ?? '' };
    expect((await server.delete('/eureka/x/session', { cookie: headers.cookie })).status).toBe(403);
    const out = await server.delete('/eureka/x/session', headers);
    expect([out.status, out.headers['set-cookie']?.[0]]).toEqual([204, expect.stringContaining('Max-Age=0')]);
    expect((await server.get('/eureka/apps', headers)).status).toBe(401);
  });

  it('ends the change streams of who signs out, and no others', async () => {
    const [leaving, staying] = [await signIn('alice', 'pä:ss'), await signIn('alice', 'pä:ss')];
    const open = (answer: Answer): Promise<ChangeStream> =>
      ChangeStream.open(`${server.url}/eureka/x/watch`, { cookie: cookieOf(answer) });
    const [one, other] = [await open(leaving), await open(staying)];
    const headers = { cookie: cookieOf(leaving), 'x-csrf-token': (leaving.json() as WhoIAm).csrfToken ?? '' };
    expect((await server.delete('/eureka/x/session', headers)).status).toBe(204);
    await until('the stream has ended', () => one.hasEnded);
    expect(other.hasEnded).toBe(false);
    other.close();
  });

  it('takes a new id with every sign-in, never one that the browser brings', async () => {
    const brought = { cookie: 'eureka-session-1=chosen' };
    const [one, two] = [await signIn('alice', 'pä:ss', brought), await signIn('alice', 'pä:ss', brought)];
    expect(new Set([cookieOf(one), cookieOf(two), brought.cookie]).size).toBe(3);
  });

  it('has a form that needs no script, and leads to the page', async () => {
    const form = await server.get('/eureka/x/sign-in', { accept: 'text/html' });
    expect([form.status, form.headers['content-type']]).toEqual([200, 'text/html;charset=UTF-8']);
    expect(form.headers['content-security-policy']).toContain("default-src 'none'");
    expect(form.text).not.toMatch(/<script|style=/);
    expect((await server.get('/eureka/x/sign-in.css', {})).headers['content-type']).toContain('text/css');
    const done = await server.post('/eureka/x/session', 'name=alice&password=p%C3%A4%3Ass', FORM_TYPE);
    expect([done.status, done.headers.location]).toEqual([303, '../../']);
    expect((await server.get('/', { cookie: cookieOf(done) })).status).toBe(200);
    const wrong = await server.post('/eureka/x/session', 'name=alice&password=x', FORM_TYPE);
    expect([wrong.status, wrong.text.includes('is wrong')]).toEqual([401, true]);
  });

  it('shows the form where a browser asked for a page and has not answered its question', async () => {
    for (const path of ['/', '/lastn']) {
      const page = await server.get(path, { accept: 'text/html,*/*;q=0.8' });
      expect([page.status, page.headers['www-authenticate']]).toEqual([401, expect.stringContaining('Basic')]);
      const [, action = ''] = /action="([^"]+)"/.exec(page.text) ?? [];
      expect(new URL(action, `http://localhost${path}`).pathname).toBe('/eureka/x/session');
    }
    expect((await server.get('/')).headers['content-type']).toContain('application/json');
  });

  it.each([
    ['no password', '{"name":"alice"}', JSON_TYPE, 400],
    ['a number', '{"name":"alice","password":1}', JSON_TYPE, 400],
    ['no JSON', '<', JSON_TYPE, 400],
    ['an array', '[]', JSON_TYPE, 400],
    ['another type', 'x', { 'content-type': 'text/plain' }, 415],
    ['too much', `{"name":"${'x'.repeat(20_000)}"}`, JSON_TYPE, 413],
  ])('refuses %s', async (_name, body, headers, status) => {
    expect((await server.post('/eureka/x/session', body, headers)).status).toBe(status);
  });
});

describe('signing in where nobody is configured', () => {
  it('needs no cookie: everybody has every role already', async () => {
    const server = await startRegistry();
    const mine = await server.get('/eureka/x/session');
    expect(mine.json()).toMatchObject({ name: 'anybody', by: 'nobody', csrfToken: null, insecure: false });
    const answer = await server.post('/eureka/x/session', '{"name":"a","password":"b"}');
    expect([answer.status, answer.headers['set-cookie']]).toEqual([200, undefined]);
    await server.close();
  });

  it('still lets no other site change anything, nor read under a name of its own', async () => {
    const server = await startRegistry();
    const headers = { origin: 'http://evil.example', ...JSON_TYPE };
    expect((await server.post('/eureka/apps/ORDERS', aRegistration(), headers)).status).toBe(403);
    const rebound = { host: 'evil.example:8761', 'user-agent': 'Mozilla/5.0' };
    expect((await server.get('/eureka/apps', rebound)).status).toBe(421);
    expect((await server.get('/eureka/apps', { host: 'evil.example:8761' })).status).toBe(200);
    await server.close();
  });
});
