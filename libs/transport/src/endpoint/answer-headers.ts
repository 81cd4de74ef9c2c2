import type { WireFormat } from '@nest-eureka/protocol';
import type { AxiosResponse } from 'axios';

/** One header of an answer; `name` in lower case. */
export function headerOf(response: AxiosResponse<unknown>, name: string): string | undefined {
  const value: unknown = response.headers[name];
  return typeof value === 'string' ? value : undefined;
}

/** Those of the named headers that are there. */
export function headersOf(response: AxiosResponse<unknown>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => {
      const value = headerOf(response, name);
      return value === undefined ? [] : [[name, value]];
    }),
  );
}

/** JSON was asked for, so only what says XML is read as such. */
export function formatOf(response: AxiosResponse<unknown>): WireFormat {
  const contentType = headerOf(response, 'content-type') ?? '';
  return /[/+]xml\b/i.test(contentType) && !/json/i.test(contentType) ? 'xml' : 'json';
}
