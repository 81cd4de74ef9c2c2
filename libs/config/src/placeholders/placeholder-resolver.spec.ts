import { describe, expect, it } from '@jest/globals';
import { PlaceholderResolver } from './placeholder-resolver.js';

const values: Readonly<Record<string, string>> = {
  port: '8761',
  host: 'node-${zone}',
  zone: 'a',
  'zone.a.name': 'alpha',
  loop: '${pool}',
  pool: '${loop}',
  self: '${self:x}',
  empty: '',
};
const resolver = new PlaceholderResolver(
  (name) => values[name],
  (name) => (name === 'server.port' ? '1' : undefined),
);

describe('placeholders', () => {
  it.each([
    ['plain', 'plain'],
    ['${port}', '8761'],
    ['http://${host}:${port}/eureka/', 'http://node-a:8761/eureka/'],
    ['${zone.${zone}.name}', 'alpha'],
    ['${NAME:default}', 'default'],
    ['${NAME:}', ''],
    ['${empty:default}', ''],
    ['${port:1}', '8761'],
    ['${NAME:${OTHER:${port}}}', '8761'],
    ['${URL:http://localhost:${port}/eureka/}', 'http://localhost:8761/eureka/'],
    ['${NAME:{noop}secret}', '{noop}secret'],
    ['${server.port}', '1'],
    ['${server.port:2}', '2'],
    ['\\${port} ${port}', '${port} 8761'],
    ['${port', '${port'],
    ['$port {port}', '$port {port}'],
    ['$2a$10$abc', '$2a$10$abc'],
  ])('fills %s in as %s', (text, expected) => {
    expect(resolver.resolve(text)).toEqual({ kind: 'text', text: expected });
  });

  it.each([
    ['${NAME}', 'unresolved', 'NAME'],
    ['${port}${NAME:${OTHER}}', 'unresolved', 'OTHER'],
    ['${a.${NAME}}', 'unresolved', 'NAME'],
    ['${loop}', 'circular', 'loop'],
    ['${self}', 'circular', 'self'],
  ])('finds %s %s at %s', (text, kind, placeholder) => {
    expect(resolver.resolve(text)).toEqual({ kind, placeholder });
  });

  it('does not ask for the default of a name that has a value', () => {
    expect(resolver.resolve('${port:${NAME}}')).toEqual({ kind: 'text', text: '8761' });
  });
});
