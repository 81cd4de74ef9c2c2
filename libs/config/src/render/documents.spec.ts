import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { CONFIGURATION_ERROR_CODES } from '../error-codes.js';
import { OPTIONS } from '../options/option-table.js';
import { load, loadClient } from '../../fixtures/input.js';
import { markdownTable } from './markdown-table.js';
import { renderEnvExample } from './render-env-example.js';
import { renderErrorsDoc } from './render-errors-doc.js';
import { renderOptionsDoc } from './render-options-doc.js';
import { usersOf } from './users-of.js';

function committed(path: string): string {
  return readFileSync(new URL(`../../../../${path}`, import.meta.url), 'utf8');
}

describe('the generated documents', () => {
  it('are committed as npm run docs:generate writes them', () => {
    expect(committed('.env.example')).toBe(renderEnvExample());
    expect(committed('docs/options.md')).toBe(renderOptionsDoc());
  });

  it('explain every configuration error', () => {
    const errors = committed('docs/errors.md');

    for (const { code, when } of CONFIGURATION_ERROR_CODES.codes) {
      expect(errors).toContain(`| \`${code}\` | ${when} |`);
    }
  });

  it('have the options in use in .env.example, and no others', () => {
    const variables = [...renderEnvExample().matchAll(/^#([A-Z][A-Z0-9_]*)=/gm)].map(([, name = '']) => name);
    const used = OPTIONS.filter((option) => usersOf(option).length > 0);

    for (const { variable } of used) {
      expect(variables.some((name) => name.startsWith(variable))).toBe(true);
    }
    expect(variables.filter((name) => !used.some(({ variable }) => name.startsWith(variable)))).toEqual([]);
  });

  it('change nothing when the whole .env.example is taken over as it is', () => {
    const environment = renderEnvExample()
      .replace(/^#([A-Z][A-Z0-9_]*=.+)$/gm, '$1')
      .replace(/^#.*$/gm, '');
    const files = { '.env': environment };
    const { server, client, port } = load({});
    const registry = load({ files });

    expect(registry).toMatchObject({ server, port });
    expect(registry.client.serviceUrl).toEqual(client.serviceUrl);
    const reasons = new Set(registry.notices.map(({ text }) => text.replace(/^.*because (it is )?/, '')));
    expect(reasons).toContain('used by the discovery client');
    expect(registry.notices.every(({ kind }) => kind === 'known-unused')).toBe(true);

    const { notices, sources, port: clientPort, ...rest } = loadClient({ files });
    expect({ sources, clientPort }).toEqual({ sources: ['.env'], clientPort: 8761 });
    expect(loadClient({})).toMatchObject(rest);
    const reports = notices.filter(({ kind }) => kind !== 'hint');
    expect(new Set(reports.map(({ text }) => text))).toEqual(
      new Set(['known, not used here, because it is used by the registry']),
    );
  });

  it('say of every key who uses it', () => {
    const text = renderOptionsDoc();

    expect(text).toMatch(/^\| `eureka.client.region` .* \| registry, client \|$/m);
    expect(text).toMatch(/^\| `eureka.server.insecure` .* \| registry \|$/m);
    expect(text).toMatch(/^\| `eureka.client.disable-delta` .* \| client \|$/m);
    expect(text).toMatch(
      /^\| `eureka.instance.initial-status` .* \| client; not the registry: a registry shows .* \|$/m,
    );
    expect(text).toMatch(/^\| `eureka.client.dollar-replacement` .* \| nobody: requests and answers are JSON \|$/m);
  });

  it('have every key in docs/options.md', () => {
    const text = renderOptionsDoc();

    for (const { key } of OPTIONS) {
      expect(text).toContain(`\`${key}\``);
    }
  });

  it('hold the tables of all parts in the page of errors', () => {
    const text = renderErrorsDoc([
      { title: 'One', codes: [{ code: 'A', when: 'a | b', remedy: 'c' }] },
      { title: 'Two', codes: [] },
    ]);

    expect(text).toContain('## One\n\n| code | when | what to do |\n| --- | --- | --- |\n| `A` | a \\| b | c |');
    expect(text).toContain('## Two');
  });

  it('escape pipes and line breaks in cells', () => {
    expect(markdownTable(['h'], [['a|b\nc']])).toBe('| h |\n| --- |\n| a\\|b c |');
  });
});
