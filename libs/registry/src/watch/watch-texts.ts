import type { Applications } from '@nest-eureka/protocol';
import type { LeaseChange } from '../core/change-log.js';
import type { Payload } from '../core/response-cache/payload.js';
import { documentText } from './document-text.js';
import { eventText, heartbeatText } from './event-text.js';
import type { WatchEventType } from './event-text.js';
import { writePosition } from './position.js';
import type { RegistryView } from './registry-view.js';
import { isEverything } from './selection.js';
import type { Selection } from './selection.js';

/** Text that brings a reader up to a revision. */
export interface TextUpTo {
  readonly pieces: readonly Buffer[];
  readonly revision: number;
}

export interface WatchTextsDeps {
  readonly view: RegistryView;
  /** This incarnation of the node. */
  readonly node: string;
  /** The whole registry as full JSON in one line, with every change so far. */
  readonly wholeRegistry: () => Payload | Promise<Payload>;
  /** Comes back when others have had their turn on the event loop. */
  readonly yieldToOthers: () => Promise<void>;
}

/** The events of the stream as they are written (docs/protocol.md). What an event tells is as it was when it was asked for, or later. */
export class WatchTexts {
  constructor(private readonly deps: WatchTextsDeps) {}

  /** What came since the last round, if anything. */
  async round(selection: Selection, changes: readonly LeaseChange[]): Promise<TextUpTo> {
    const { view } = this.deps;
    const { revision } = view;
    if (changes.length === 0) return { pieces: [], revision };
    return this.#document('changes', view.delta(selection, changes), revision);
  }

  /** From a revision to now, or to start over with where that is not possible. */
  async catchUp(selection: Selection, from: number | undefined, wantsSnapshots: boolean): Promise<TextUpTo> {
    const { view, wholeRegistry } = this.deps;
    const { revision } = view;
    const changes = from === undefined ? undefined : view.changesSince(selection, from);
    if (changes !== undefined) return this.#document('changes', view.delta(selection, changes), revision);
    if (!wantsSnapshots) return this.#document('start-over', view.delta(selection, []), revision);
    if (!isEverything(selection)) return this.#document('snapshot', view.snapshot(selection), revision);
    const whole = await wholeRegistry();
    return { pieces: this.#event('snapshot', whole.revision, whole.chunks), revision: whole.revision };
  }

  /** Asks for the word that everything up to this revision was seen. */
  confirm(revision: number): readonly Buffer[] {
    return this.#event('confirm', revision, [Buffer.from(this.#id(revision))]);
  }

  /** @param revision up to where the reader knows everything, if that is sure */
  heartbeat(revision: number | undefined): readonly Buffer[] {
    return [heartbeatText(revision === undefined ? undefined : this.#id(revision))];
  }

  async #document(type: WatchEventType, document: Applications, revision: number): Promise<TextUpTo> {
    const text = await documentText(document, this.deps.yieldToOthers);
    return { pieces: this.#event(type, revision, [text]), revision };
  }

  #event(type: WatchEventType, revision: number, data: readonly Buffer[]): readonly Buffer[] {
    return eventText(type, this.#id(revision), data);
  }

  #id(revision: number): string {
    return writePosition({ node: this.deps.node, revision });
  }
}
