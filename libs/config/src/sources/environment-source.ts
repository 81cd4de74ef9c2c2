import { parseEnv } from 'node:util';
import { flattenValue } from './flatten-value.js';
import type { Property, PropertySource } from './property.js';

type Variables = Readonly<Record<string, string | undefined>>;

function variables(environment: Variables, origin: (name: string) => string): readonly Property[] {
  const properties = Object.entries(environment).flatMap(([name, value]): Property[] =>
    value === undefined ? [] : [{ name, value, origin: origin(name), isVariable: !name.includes('.') }],
  );
  const port = environment['PORT'];
  return port === undefined
    ? properties
    : // first, so that SERVER_PORT of the same source wins
      [{ name: 'SERVER_PORT', value: port, origin: origin('PORT'), isVariable: true }, ...properties];
}

/** The environment, with Spring's relaxed names; dotted names (as containers allow) are taken as they are. */
export function environmentSource(environment: Variables): PropertySource {
  return { label: 'environment', properties: variables(environment, (name) => `environment ${name}`) };
}

/** A `.env` file, read like the environment. */
export function dotEnvSource(text: string): PropertySource {
  return { label: '.env', properties: variables(parseEnv(text), (name) => `.env ${name}`) };
}

/** `SPRING_APPLICATION_JSON`, or why it cannot be read. */
export function jsonSource(
  text: string,
  origin: string,
): PropertySource | { readonly label: undefined; readonly reason: string } {
  try {
    return { label: origin, properties: flattenValue(JSON.parse(text), '', origin) };
  } catch {
    // the parser's own message quotes the text, which may hold a password
    return { label: undefined, reason: 'it is not JSON' };
  }
}
