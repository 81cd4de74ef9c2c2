import type { WatchCalls, WatchOutcome, WatchRequest } from '@nest-eureka/transport';

/** The streams of one registry as a test plays them. */
export class ScriptedStream implements WatchCalls {
  server: string | undefined = 'http://one/eureka/';
  readonly confirmed: string[] = [];
  /** Of each stream that was asked for: from where on. */
  readonly since: (string | undefined)[] = [];
  current: { readonly request: WatchRequest; readonly end: (outcome: WatchOutcome) => void } | undefined;
  mostOpen = 0;
  #opened = 0;

  readonly whenSeen = (): never => {
    throw new Error('not scripted');
  };

  open(request: WatchRequest, signal: AbortSignal): Promise<WatchOutcome> {
    this.since.push(request.since);
    this.mostOpen = Math.max(this.mostOpen, ++this.#opened);
    return new Promise((resolve) => {
      const end = (outcome: WatchOutcome): void => {
        if (this.current?.request === request) this.current = undefined;
        this.#opened--;
        resolve(outcome);
      };
      this.current = { request, end };
      const aborted = { kind: 'failed', reason: 'aborted', status: undefined, message: 'given up' } as const;
      signal.addEventListener('abort', () => end(aborted));
    });
  }

  begin(): this {
    const { server = '' } = this;
    const confirm = async (revision: string): Promise<void> => void this.confirmed.push(revision);
    this.current?.request.onBegin({ server, confirm });
    return this;
  }

  /** Ends the stream as the transport does when what came is not wanted. */
  async tell(type: string, id: string, data: string): Promise<void> {
    const open = this.current;
    const block = type === '' ? `: heartbeat\nid: ${id}\n\n` : `event: ${type}\nid: ${id}\ndata: ${data}\n\n`;
    try {
      await open?.request.take(Buffer.from(block));
    } catch {
      this.fail();
    }
  }

  fail(): void {
    this.current?.end({ kind: 'failed', reason: 'unreachable', status: undefined, message: 'broke off' });
  }

  refuse(status: number): void {
    this.current?.end({ kind: 'not-offered', server: this.server ?? '', status });
  }
}
