import type { IncomingMessage } from 'node:http';
import type { Socket } from 'node:net';
import type { Caller } from '../../core/attribution.js';
import type { Origin } from '../../core/origin.js';
import { callerAddress } from '../../security/caller-address.js';
import type { Principal } from '../../security/roles.js';

/**
 * Who calls. A connection's caller stays the same object as long as it says the same: every lease remembers who renewed it last, and
 * an object made anew for each heartbeat would have to be moved by the collector for each lease.
 */
export class Callers {
  readonly #ofConnections = new WeakMap<Socket, Caller>();

  of({ socket }: Pick<IncomingMessage, 'socket'>, { name }: Principal, origin: Origin): Caller {
    const known = this.#ofConnections.get(socket);
    if (known !== undefined && known.name === name && (known.peer !== undefined) === (origin === 'peer')) return known;
    const address = callerAddress(socket);
    const caller = { name, address, peer: origin === 'peer' ? address : undefined };
    // of a connection that was reset there is nothing to remember
    if (address !== undefined) this.#ofConnections.set(socket, caller);
    return caller;
  }
}
