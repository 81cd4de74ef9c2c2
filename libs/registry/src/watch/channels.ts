import type { InstanceInfo } from '@nest-eureka/protocol';
import { addressesOf } from '../core/response-cache/vip-addresses.js';
import { Channel } from './channel.js';
import { isEverything, selectionName } from './selection.js';
import type { Selection } from './selection.js';

/** The channels that have subscribers, and which of them an instance concerns, without a look at each. */
export class Channels {
  readonly #byName = new Map<string, Channel>();
  readonly #byApp = new Map<string, Set<Channel>>();
  readonly #byVip = new Map<string, Set<Channel>>();
  #everything: Channel | undefined;

  get isEmpty(): boolean {
    return this.#byName.size === 0;
  }

  /** The channel of a selection; one that was not there is new. */
  of(selection: Selection): Channel {
    const name = selectionName(selection);
    const existing = this.#byName.get(name);
    if (existing !== undefined) return existing;
    const channel = new Channel(selection);
    this.#byName.set(name, channel);
    if (isEverything(selection)) this.#everything = channel;
    for (const app of selection.apps) enter(this.#byApp, app, channel);
    for (const vip of selection.vips) enter(this.#byVip, vip, channel);
    return channel;
  }

  drop(channel: Channel): void {
    const { selection } = channel;
    this.#byName.delete(selectionName(selection));
    if (this.#everything === channel) this.#everything = undefined;
    for (const app of selection.apps) leave(this.#byApp, app, channel);
    for (const vip of selection.vips) leave(this.#byVip, vip, channel);
  }

  /** Each channel whose selection may hold one of these, which are of one application. */
  concernedBy(...instances: readonly (InstanceInfo | undefined)[]): ReadonlySet<Channel> {
    const concerned = new Set<Channel>(this.#everything && [this.#everything]);
    for (const instance of instances) {
      if (instance === undefined) continue;
      for (const channel of this.#byApp.get(instance.app) ?? []) concerned.add(channel);
      if (this.#byVip.size === 0) continue;
      for (const address of addressesOf(instance, 'vip')) {
        for (const channel of this.#byVip.get(address) ?? []) concerned.add(channel);
      }
    }
    return concerned;
  }
}

function enter(index: Map<string, Set<Channel>>, name: string, channel: Channel): void {
  const channels = index.get(name);
  if (channels === undefined) index.set(name, new Set([channel]));
  else channels.add(channel);
}

function leave(index: Map<string, Set<Channel>>, name: string, channel: Channel): void {
  const channels = index.get(name);
  channels?.delete(channel);
  if (channels?.size === 0) index.delete(name);
}
