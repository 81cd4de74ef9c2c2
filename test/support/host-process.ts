import { ClientProcess } from './client-process.js';
import type { Ending } from './client-process.js';
import { HttpCaller } from './http-caller.js';
import type { HostVitals } from './process/host-vitals.js';
import { until } from './until.js';

const PROCESS = new URL('./process/', import.meta.url);

/** How a host is, and what its client has. */
export interface HostReport extends HostVitals {
  /** Fetches that the host itself has asked for. */
  readonly rounds: number;
  /** Changes of its own status. */
  readonly flips: number;
  /** Instances that it knows. */
  readonly instances: number;
  readonly state: string;
}

/** Leaving, at most; closing has a second more (stop-signals.ts). */
export const DEADLINE_SECONDS = 2;

/** The quickest that a client can be told to be, so that a fault comes often. */
function quickly(name: string, url: string): Readonly<Record<string, string>> {
  return {
    SPRING_APPLICATION_NAME: name,
    EUREKA_CLIENT_SERVICEURL_DEFAULTZONE: url,
    EUREKA_CLIENT_REGISTRYFETCHINTERVALSECONDS: '1',
    EUREKA_CLIENT_CACHEREFRESHEXECUTOREXPONENTIALBACKOFFBOUND: '1',
    EUREKA_CLIENT_INSTANCEINFOREPLICATIONINTERVALSECONDS: '1',
    EUREKA_CLIENT_INITIALINSTANCEINFOREPLICATIONINTERVALSECONDS: '1',
    EUREKA_CLIENT_EUREKASERVERREADTIMEOUTSECONDS: '10',
    EUREKA_CLIENT_EUREKASERVERCONNECTTIMEOUTSECONDS: '10',
    EUREKA_CLIENT_CACHEENABLED: 'false',
    EUREKA_INSTANCE_LEASERENEWALINTERVALINSECONDS: '1',
    EUREKA_INSTANCE_DRAIN_WAITSECONDS: '0',
    EUREKA_INSTANCE_DRAIN_DEADLINESECONDS: String(DEADLINE_SECONDS),
  };
}

/** A Nest application as a process of its own, which a spec watches while its registry misbehaves. */
export class HostProcess {
  readonly #process: ClientProcess;
  #http: HttpCaller | undefined;

  /** `url` is where its client looks for a registry. */
  constructor(name: string, url: string, variables: Readonly<Record<string, string>> = {}) {
    const preloads = ['shift-clock.mjs', 'tell-forced-exit.mjs'].flatMap((file) => [
      '--import',
      new URL(file, PROCESS).href,
    ]);
    this.#process = new ClientProcess(
      { ...quickly(name, url), ...variables },
      { main: 'host.ts', nodeOptions: ['--expose-gc', ...preloads] },
    );
  }

  get output(): string {
    return this.#process.output;
  }

  async listening(): Promise<this> {
    const port = await until(
      () => `the host listens; it said:\n${this.output}`,
      () => /listens on (\d+)/.exec(this.output)?.[1],
      30_000,
    );
    this.#http = new HttpCaller(`http://127.0.0.1:${port}`);
    return this;
  }

  /** A question that costs the host nothing; how long the answer took, in ms. */
  async ping(): Promise<Pick<HostReport, 'rounds'> & { readonly tookMs: number }> {
    const from = performance.now();
    const { rounds } = (await this.#calls.get('/ping')).json() as HostReport;
    return { rounds, tookMs: performance.now() - from };
  }

  async report(): Promise<HostReport> {
    return (await this.#calls.get('/vitals')).json() as HostReport;
  }

  async tell(path: string): Promise<void> {
    const { status, text } = await this.#calls.post(path, '');
    if (status !== 201) throw new Error(`the host answers ${path} with ${status} ${text}`);
  }

  /** Ends when the process has. */
  async stop(how: 'SIGTERM' | 'close'): Promise<Ending & { readonly tookMs: number }> {
    const from = performance.now();
    if (how === 'SIGTERM') this.#process.child.kill('SIGTERM');
    else await this.tell('/close');
    const ending = await this.#process.ended;
    return { ...ending, tookMs: performance.now() - from };
  }

  get #calls(): HttpCaller {
    if (this.#http === undefined) throw new Error('the host does not listen yet');
    return this.#http;
  }
}
