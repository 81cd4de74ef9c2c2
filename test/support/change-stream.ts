import { get } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { afterAll } from '@jest/globals';
import { until } from './until.js';

/** One event of a change stream. */
export interface StreamEvent {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

const open = new Set<ChangeStream>();
afterAll(() => {
  for (const stream of open) stream.close();
});

/** A reader of the change stream that knows nothing but server-sent events. */
export class ChangeStream {
  readonly events: StreamEvent[] = [];
  comments = 0;
  hasEnded = false;
  #unread = '';

  private constructor(private readonly response: IncomingMessage) {
    open.add(this);
    response.setEncoding('utf8');
    response.on('data', (text: string) => this.#read(text));
    response.on('close', () => {
      this.hasEnded = true;
      open.delete(this);
    });
    response.on('error', () => {});
  }

  /** `url` with its query; any status. */
  static open(url: string, headers: Readonly<Record<string, string>> = {}): Promise<ChangeStream> {
    return new Promise((resolve, reject) => {
      get(url, { headers: { accept: 'text/event-stream', ...headers }, agent: false }, (response) => {
        resolve(new ChangeStream(response));
      }).once('error', reject);
    });
  }

  get status(): number {
    return this.response.statusCode ?? 0;
  }

  get headers(): IncomingHttpHeaders {
    return this.response.headers;
  }

  /** The event after those that were taken before; waits for it. */
  async next(): Promise<StreamEvent> {
    return until(
      () => `an event; there came ${JSON.stringify(this.events).slice(0, 500)}`,
      () => this.events.shift(),
    );
  }

  close(): void {
    this.response.destroy();
  }

  #read(text: string): void {
    this.#unread += text;
    for (let end = this.#unread.indexOf('\n\n'); end >= 0; end = this.#unread.indexOf('\n\n')) {
      this.#take(this.#unread.slice(0, end).split('\n'));
      this.#unread = this.#unread.slice(end + 2);
    }
  }

  #take(lines: readonly string[]): void {
    const value = (name: string): string =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2) ?? '';
    if (lines.some((line) => line.startsWith(':'))) this.comments++;
    if (value('event') !== '') this.events.push({ type: value('event'), id: value('id'), data: value('data') });
  }
}

/** The instances of an event as `APP/id STATUS ACTION`. */
export function instancesOf({ data }: StreamEvent): readonly string[] {
  const { applications } = JSON.parse(data) as {
    applications: { application: { name: string; instance: Record<string, string>[] }[] };
  };
  return applications.application.flatMap(({ name, instance }) =>
    instance.map(({ instanceId, status, actionType }) => `${name}/${instanceId} ${status} ${actionType}`),
  );
}
