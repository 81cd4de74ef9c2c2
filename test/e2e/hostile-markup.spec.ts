import { describe, expect, it } from '@jest/globals';
import { anInstance } from '../support/an-instance.js';
import type { Answer } from '../support/http-caller.js';
import { startRegistry } from '../support/registry-server.js';
import type { RegistryServer } from '../support/registry-server.js';

/** Texts that end an element, an attribute, a comment or a script where they are not written as text. */
const CORPUS = [
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  `'><svg/onload=alert(1)>`,
  '" autofocus onfocus=alert(1) x="',
  '</title></style></textarea></script><script>alert(1)</script>',
  '--><script>alert(1)</script><!--',
  '<iframe srcdoc="&lt;script&gt;alert(1)&lt;/script&gt;">',
  '<math><mi//xlink:href="data:x,<script>alert(1)</script>">',
  '&lt;img src=x onerror=alert(1)&gt;',
  '{{constructor.constructor("alert(1)")()}}',
  '${alert(1)}',
  'javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  '\u2028alert(1)//',
  '＜script＞alert(1)＜/script＞',
];

const BROWSER = { accept: 'text/html', 'user-agent': 'Mozilla/5.0' };

/** The elements of a document with the names of their attributes: all that a text must not change. */
function shapeOf(html: string): readonly string[] {
  return Array.from(html.matchAll(/<(!?\/?[a-z][^\s/>]*)((?:"[^"]*"|'[^']*'|[^'">])*)>/gi), ([, name, rest = '']) => {
    const attributes = Array.from(
      rest.matchAll(/([^\s"'=]+)\s*=\s*(?:"[^"]*"|'[^']*'|\S+)/g),
      ([, attribute]) => attribute,
    );
    return [name, ...attributes].join(' ');
  });
}

function addressesIn(html: string): readonly string[] {
  return Array.from(html.matchAll(/(?:href|src|action)="([^"]*)"/g), ([, address = '']) => address);
}

describe('a text that is markup', () => {
  async function register(server: RegistryServer, text: string): Promise<void> {
    const instance = anInstance({
      app: 'A',
      instanceId: 'i',
      hostName: text,
      ipAddr: text,
      vipAddress: text,
      secureVipAddress: text,
      asgName: text,
      appGroupName: text,
      homePageUrl: text,
      statusPageUrl: text,
      healthCheckUrl: text,
      metadata: { zone: text, version: text, 'management.port': text, [text]: text },
    });
    const body = JSON.stringify({ instance });
    expect(
      (
        await server.post(
          `/eureka/apps/${encodeURIComponent(text)}`,
          body.replace('"app":"A"', `"app":${JSON.stringify(text)}`),
        )
      ).status,
    ).toBe(204);
    const named = { ...instance, app: 'NAMED', instanceId: text };
    expect((await server.post('/eureka/apps/NAMED', JSON.stringify({ instance: named }))).status).toBe(204);
    await server.delete(`/eureka/apps/NAMED/${encodeURIComponent(text)}`);
    expect((await server.post('/eureka/apps/NAMED', JSON.stringify({ instance: named }))).status).toBe(204);
    const order = { app: 'NAMED', id: text, reason: text, owner: text };
    expect((await server.post('/eureka/x/admin/drain', JSON.stringify(order))).status).toBe(200);
  }

  /** Whatever is shown in a browser, with the text in the path where that is shown too. */
  async function documents(server: RegistryServer, text: string): Promise<readonly Answer[]> {
    const path = encodeURIComponent(text);
    return [
      await server.get('/', BROWSER),
      await server.get('/lastn', BROWSER),
      await server.get('/api-docs', BROWSER),
      await server.get('/eureka/x/sign-in', BROWSER),
      await server.get(`/${path}`, BROWSER),
      await server.get(`/eureka/apps/${path}x`, BROWSER),
      await server.get(`/?${path}`, { ...BROWSER, host: 'evil.example' }),
    ];
  }

  /** Everything that is shown of a registry in which all of these were registered. */
  async function shown(texts: readonly string[]): Promise<readonly Answer[]> {
    const server = await startRegistry();
    for (const text of texts) await register(server, text);
    const answers = await Promise.all(texts.map((text) => documents(server, text)));
    await server.close();
    return answers.flat();
  }

  it('changes no document’s elements, attributes or links, wherever it stands', async () => {
    const plain = await shown(CORPUS.map((_text, index) => `plain text ${index}`));
    const evil = await shown(CORPUS);
    expect(evil.map(({ text }) => shapeOf(text))).toEqual(plain.map(({ text }) => shapeOf(text)));
    const addresses = evil.flatMap(({ text }) => addressesIn(text));
    expect(addresses.length).toBeGreaterThan(CORPUS.length);
    expect(addresses.filter((address) => !/^(https?:\/\/|[./\w-]*$)/.test(address))).toEqual([]);
  });

  it('is in documents that let no script of theirs run', async () => {
    const pages = (await shown(CORPUS.slice(0, 1))).filter(({ headers }) => isMarkup(headers['content-type']));
    expect(pages.length).toBeGreaterThan(3);
    for (const { headers } of pages) {
      expect(headers['content-security-policy']).toMatch(/^default-src '(self|none)'/);
      expect(headers['content-security-policy']).not.toMatch(/unsafe-(inline|eval)/);
      expect(headers['content-security-policy']).toContain("frame-ancestors 'none'");
      expect(headers['x-content-type-options']).toBe('nosniff');
    }
  });
});

function isMarkup(contentType = ''): boolean {
  return /html|svg/.test(contentType);
}
