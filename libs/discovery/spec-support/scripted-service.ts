import { ManualClock } from '@nest-eureka/time/testing';
import { toServiceInstance } from '../src/core/service-instance.js';
import type { InstanceSource } from '../src/http/instance-source.js';
import type { Answer, Attempt, Send, ServiceCall } from '../src/http/service-call.js';
import { ServiceCallers } from '../src/http/service-callers.js';
import type { ServiceCallersDeps } from '../src/http/service-callers.js';
import type { ServiceSettings } from '../src/http/service-settings.js';
import { sampleInstance } from './sample-instance.js';

/** What an instance does with an attempt: a status, an error, or an answer that the test gives later. */
export type Reaction = number | Error | Promise<Answer<string>>;

/** A service `orders` whose instances are `a`, `b`, `c`; a script says how each reacts. */
export class ScriptedService {
  readonly clock = new ManualClock();
  readonly attempts: (Attempt & { readonly at: number })[] = [];
  readonly discarded: string[] = [];
  /** Names in the order of registration. */
  instances = ['a', 'b', 'c'];
  status: 'UP' | 'DOWN' = 'UP';
  isInformed = true;
  /** Of every instance. */
  metadata: Readonly<Record<string, string>> = {};
  /** By instance, one for each attempt; the last one stays. */
  script: Record<string, Reaction[]> = {};
  readonly callers: ServiceCallers;
  #listener: (services: ReadonlySet<string>) => void = () => {};

  constructor(settings: ServiceSettings = {}, deps: Partial<ServiceCallersDeps> = {}) {
    const known = new Map<string, ReturnType<typeof sampleInstance>>();
    const infoOf = (name: string) => {
      const key = `${name} ${this.status}`;
      const info =
        known.get(key) ??
        sampleInstance({
          instanceId: name,
          hostName: `${name}.test`,
          status: this.status,
          metadata: new Map(Object.entries(this.metadata)),
        });
      known.set(key, info);
      return info;
    };
    const source: InstanceSource = {
      instancesOf: (service) => (service === 'orders' ? this.instances.map(infoOf) : []),
      serviceInstanceOf: toServiceInstance,
      isKnown: (service) => service.toLowerCase() === 'orders' && this.instances.length > 0,
      services: () => ['orders'],
      isInformed: true,
      onChange: (listener) => {
        this.#listener = listener;
        return () => {};
      },
    };
    Object.defineProperty(source, 'isInformed', { get: () => this.isInformed });
    const inOrder = { loadBalancer: { rule: 'RoundRobinRule' } };
    this.callers = new ServiceCallers(
      { ...inOrder, ...settings },
      { source, clock: this.clock, random: () => 0.5, instanceId: '', listeners: {}, ...deps },
    );
  }

  /** Which instances were tried, in order. */
  get tried(): string[] {
    return this.attempts.map(({ instance }) => instance.instanceId);
  }

  changed(): void {
    this.#listener(new Set(['ORDERS']));
  }

  call(changes: Partial<ServiceCall> = {}) {
    const call = { service: 'orders', method: 'GET', path: '/', wishes: {}, replayable: true, ...changes };
    return this.callers.call(call, this.#send);
  }

  readonly #send: Send<string> = async (attempt) => {
    const name = attempt.instance.instanceId;
    this.attempts.push({ ...attempt, at: this.clock.monotonic() });
    const reactions = this.script[name] ?? [200];
    const reaction = reactions.length > 1 ? reactions.shift() : reactions[0];
    if (reaction instanceof Error) throw reaction;
    if (typeof reaction === 'object') return reaction;
    return this.answer(name, reaction);
  };

  answer(name: string, status = 200, retryAfter?: string): Answer<string> {
    return {
      status,
      response: `${status} from ${name}`,
      ...(retryAfter === undefined ? {} : { retryAfter }),
      discard: () => this.discarded.push(name),
    };
  }
}

/** As Node says it: nothing was sent. */
export function refused(): Error {
  return Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED', syscall: 'connect' });
}

/** As Node says it: something may have been received. */
export function reset(): Error {
  return Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET', syscall: 'read' });
}

/** An answer that comes when the test wants it. */
export function later(): { readonly answer: Promise<Answer<string>>; give(answer: Answer<string>): void } {
  let give: (answer: Answer<string>) => void = () => {};
  const answer = new Promise<Answer<string>>((resolve) => (give = resolve));
  return { answer, give: (given) => give(given) };
}
