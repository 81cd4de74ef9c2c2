import { appsHashCodeOf, decodeApplications, instanceIdOf } from '@nest-eureka/protocol';
import type { Application, InstanceInfo } from '@nest-eureka/protocol';
import type { WatchSink } from '../../src/watch/subscriber.js';

/** One event as it came. */
export interface ReadEvent {
  readonly type: string;
  readonly id: string;
  readonly data: string;
}

/** The other end of a stream: congested when a test says so, and a client's copy of the registry made of what comes. */
export class StreamReader implements WatchSink {
  isCongested = false;
  /** From now on each write fills the connection. */
  takesOneAtATime = false;
  ending: 'ended' | 'cut' | undefined;
  readonly events: ReadEvent[] = [];
  heartbeats = 0;
  lastId: string | undefined;
  /** Whether the hash of the last event was that of the copy. */
  hashAgrees = true;
  readonly #copy = new Map<string, InstanceInfo>();
  #unread = '';

  /** Where the whole registry is read when the stream says so; as `GET /apps`. */
  constructor(private readonly readWhole?: () => readonly Application[]) {}

  write(pieces: readonly Buffer[]): void {
    if (pieces.length === 0) return;
    if (this.isCongested) throw new Error('written to a congested connection');
    this.#unread += Buffer.concat(pieces).toString();
    if (this.takesOneAtATime) this.isCongested = true;
    this.#read();
  }

  end(): void {
    this.ending = 'ended';
  }

  cut(): void {
    this.ending = 'cut';
  }

  get types(): readonly string[] {
    return this.events.map(({ type }) => type);
  }

  /** `APP/id STATUS` of every instance of the copy, in order. */
  get copy(): readonly string[] {
    return Array.from(this.#copy, ([key, { status }]) => `${key} ${status}`).toSorted();
  }

  #read(): void {
    for (let end = this.#unread.indexOf('\n\n'); end >= 0; end = this.#unread.indexOf('\n\n')) {
      const lines = this.#unread.slice(0, end).split('\n');
      this.#unread = this.#unread.slice(end + 2);
      this.#take(lines);
    }
  }

  #take(lines: readonly string[]): void {
    const value = (name: string): string | undefined =>
      lines.find((line) => line.startsWith(`${name}: `))?.slice(name.length + 2);
    this.lastId = value('id') ?? this.lastId;
    const type = value('event');
    if (type === undefined) {
      this.heartbeats++;
      return;
    }
    const event = { type, id: value('id') ?? '', data: value('data') ?? '' };
    this.events.push(event);
    if (type !== 'confirm') this.#apply(event);
  }

  #apply({ type, data }: ReadEvent): void {
    const decoded = decodeApplications(data, 'json');
    if (!decoded.ok) throw new Error(decoded.fault.message);
    const { applications, appsHashCode } = decoded.value;
    if (type === 'changes') this.#put(applications);
    else {
      this.#copy.clear();
      this.#put(type === 'snapshot' ? applications : (this.readWhole?.() ?? []));
    }
    const mine = [{ name: '', instances: [...this.#copy.values()] }];
    this.hashAgrees = appsHashCodeOf({ applications: mine }) === appsHashCode;
  }

  #put(applications: readonly Application[]): void {
    for (const { name, instances } of applications) {
      for (const instance of instances) {
        const key = `${name}/${instanceIdOf(instance)}`;
        if (instance.actionType === 'DELETED') this.#copy.delete(key);
        else this.#copy.set(key, instance);
      }
    }
  }
}
