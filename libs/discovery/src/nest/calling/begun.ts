import { Observable } from 'rxjs';
import type { Subscriber } from 'rxjs';

/**
 * Subscribes, and resolves with the first value or the end: what is given then holds that value and all that follows, for one
 * subscriber. Rejects with an error that comes before. The signal ends it while nothing has come.
 */
export function begun<T>(source: Observable<T>, signal: AbortSignal): Promise<Observable<T>> {
  return new Promise((resolve, reject) => {
    const waiting: ((subscriber: Subscriber<T>) => void)[] = [];
    let follower: Subscriber<T> | undefined;
    const tell = (step: (subscriber: Subscriber<T>) => void): void => {
      if (follower === undefined) waiting.push(step);
      else step(follower);
    };
    const rest = new Observable<T>((subscriber) => {
      for (const step of waiting.splice(0)) step(subscriber);
      follower = subscriber;
      return () => subscription.unsubscribe();
    });
    const subscription = source.subscribe({
      next: (value) => {
        tell((subscriber) => subscriber.next(value));
        resolve(rest);
      },
      error: (error: unknown) => {
        tell((subscriber) => subscriber.error(error));
        reject(error);
      },
      complete: () => {
        tell((subscriber) => subscriber.complete());
        resolve(rest);
      },
    });
    signal.addEventListener('abort', () => subscription.unsubscribe(), { once: true });
  });
}
