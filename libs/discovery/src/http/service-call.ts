import type { PickRequest } from '../balancing/picker.js';
import type { ServiceInstance } from '../core/service-instance.js';

/** What a call says of where it should go. */
export type PickWishes = Omit<PickRequest, 'now' | 'exclude'>;

/** One call by service name, whatever it is made with. */
export interface ServiceCall {
  readonly service: string;
  /** In upper case; '' for calls that are no HTTP. */
  readonly method: string;
  /** Path and query, for those who watch. */
  readonly path: string;
  /** That of the URL; `http` for `lb://`. */
  readonly scheme?: 'http' | 'https';
  /** A header of the request as the caller gives it, by its name in any case; undefined = what is called takes no headers. */
  readonly headerOf?: (name: string) => string | undefined;
  /** What the caller says beside the request; its headers are read where that is known. */
  readonly wishes: PickWishes;
  /** The body can be sent again; a stream cannot. */
  readonly replayable: boolean;
  /** The caller says that it may be sent twice, whatever its method. */
  readonly marked?: boolean;
  /** The caller's own. */
  readonly signal?: AbortSignal;
  /** In place of the service's settings. */
  readonly timeoutMs?: number;
  readonly tryTimeoutMs?: number;
}

/** One sending of a call to one instance. */
export interface Attempt {
  readonly instance: ServiceInstance;
  /** 1 = the first of the call. */
  readonly number: number;
  /** To be sent beside those of the request. */
  readonly headers: Readonly<Record<string, string>>;
  /** Ends the attempt; lets go of the answer once that is there. */
  readonly signal: AbortSignal;
}

/** The head of an answer; its body may still be under way. */
export interface Answer<T> {
  readonly status: number;
  readonly retryAfter?: string;
  readonly response: T;
  /** Lets go of an answer that nobody will read. */
  discard?(): void;
}

/** Sends one attempt; rejects with what the connection said when there is no answer. */
export type Send<T> = (attempt: Attempt) => Promise<Answer<T>>;
