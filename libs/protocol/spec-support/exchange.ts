import { capturedFile, capturedNames } from './captured-file.js';

/** One side of a recorded exchange; header names are lower case. */
export interface Message {
  readonly start: string;
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined when there is none, or when it is recorded as bytes. */
  readonly body: string | undefined;
}

/** A recorded request and its answer. */
export interface Exchange {
  readonly file: string;
  readonly name: string;
  readonly request: Message;
  readonly response: Message;
  /** The status code of the answer. */
  readonly status: number;
}

function message(lines: readonly string[], sign: '>' | '<'): Message {
  const [start = '', ...headerLines] = lines.filter((line) => line.startsWith(`${sign} `)).map((line) => line.slice(2));
  const headers = headerLines.map((line): [string, string] => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const body = lines.flatMap((line) => {
    if (line.startsWith(`${sign}|`)) return [line.slice(2)];
    return line.startsWith(`${sign}gz|`) ? [line.slice(4)] : [];
  });
  return { start, headers: new Map(headers), body: body.length === 0 ? undefined : body.join('\n') };
}

function exchangesIn(file: string): readonly Exchange[] {
  const [, ...sections] = capturedFile(`wire-live/${file}`).split(/^=== /m);
  return sections.map((section) => {
    const [name = '', ...lines] = section.split('\n');
    const response = message(lines, '<');
    return { file, name, request: message(lines, '>'), response, status: Number(response.start.split(' ')[1]) };
  });
}

/** All exchanges recorded with live servers and clients, format as in wire-live/README.md. */
export const EXCHANGES: readonly Exchange[] = capturedNames('wire-live', '.http').flatMap(exchangesIn);
