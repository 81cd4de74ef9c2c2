import { StringDecoder } from 'node:string_decoder';

/** One server-sent event. A block without data has '' for it: with an id it only moves the reader on. */
export interface StreamEvent {
  readonly type: string;
  readonly id: string | undefined;
  readonly data: string;
}

/** An event is longer than this reader takes. */
export class EventTooLong extends Error {
  override readonly name = 'EventTooLong';
}

/** Reads server-sent events from bytes as they come. What is not finished yet is kept, up to a bound. */
export class EventReader {
  readonly #decoder = new StringDecoder('utf8');
  #line: string[] = [];
  #length = 0;
  #type = '';
  #data: string[] = [];
  #id: string | undefined;

  constructor(private readonly maxLength: number) {}

  /** The events that these bytes end. Throws `EventTooLong`. */
  *read(bytes: Buffer): Generator<StreamEvent> {
    const text = this.#decoder.write(bytes);
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#keep(text.slice(from, end));
      from = end + 1;
      const event = this.#endLine();
      if (event !== undefined) yield event;
    }
    this.#keep(text.slice(from));
  }

  #keep(text: string): void {
    if (text === '') return;
    this.#length += text.length;
    if (this.#length > this.maxLength) throw new EventTooLong(`An event is longer than ${this.maxLength}`);
    this.#line.push(text);
  }

  #endLine(): StreamEvent | undefined {
    const line = this.#line.join('').replace(/\r$/, '');
    this.#line = [];
    if (line === '') return this.#endEvent();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + (line[colon + 1] === ' ' ? 2 : 1));
    if (field === 'event') this.#type = value;
    else if (field === 'data') this.#data.push(value);
    else if (field === 'id' && !value.includes('\0')) this.#id = value;
    return undefined;
  }

  #endEvent(): StreamEvent {
    const event = { type: this.#type, id: this.#id, data: this.#data.join('\n') };
    this.#length = 0;
    this.#type = '';
    this.#id = undefined;
    this.#data = [];
    return event;
  }
}
