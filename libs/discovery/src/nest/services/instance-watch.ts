import { Observable } from 'rxjs';
import type { ServiceInstance } from '../../core/service-instance.js';

export type Instances = readonly ServiceInstance[];

/**
 * The instances of a service as they change: an Observable, and an async iterable for `for await`. It begins with those of the
 * moment and tells each list that differs from the one before. A loop that is slower than the changes gets the newest list
 * only. It completes when the client stops.
 */
export class InstanceWatch extends Observable<Instances> implements AsyncIterable<Instances> {
  [Symbol.asyncIterator](): AsyncIterator<Instances, undefined> {
    const mailbox = new Mailbox();
    const subscription = this.subscribe({
      next: (instances) => mailbox.put(instances),
      error: (error: unknown) => mailbox.fail(error),
      complete: () => mailbox.end(),
    });
    return {
      next: () => mailbox.take(),
      return: () => {
        subscription.unsubscribe();
        mailbox.end();
        return Promise.resolve({ done: true, value: undefined });
      },
    };
  }
}

type Taken = IteratorResult<Instances, undefined>;

/** Room for one list: a newer one takes the place of one that nobody has fetched. */
class Mailbox {
  #newest: Instances | undefined;
  #ended: Promise<Taken> | undefined;
  #waiting: ((taken: Taken | Promise<Taken>) => void)[] = [];

  put(instances: Instances): void {
    const waiting = this.#waiting.shift();
    if (waiting === undefined) this.#newest = instances;
    else waiting({ done: false, value: instances });
  }

  take(): Promise<Taken> {
    const newest = this.#newest;
    this.#newest = undefined;
    if (newest !== undefined) return Promise.resolve({ done: false, value: newest });
    if (this.#ended !== undefined) return this.#ended;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  end(): void {
    this.#close(Promise.resolve({ done: true, value: undefined }));
  }

  fail(reason: unknown): void {
    const failed = Promise.reject<Taken>(reason);
    // whoever takes it hears of it; a loop that is never resumed is no unhandled rejection
    failed.catch(() => {});
    this.#close(failed);
  }

  #close(ended: Promise<Taken>): void {
    this.#ended ??= ended;
    for (const waiting of this.#waiting.splice(0)) waiting(ended);
  }
}
