import { maskCredentials } from '@nest-eureka/transport';
import type { CallOutcome } from '@nest-eureka/transport';

/** A call's outcome. Calls never reject; should one do so all the same, that must not become the host's crash. */
export async function outcomeOf<T>(call: () => Promise<CallOutcome<T>>): Promise<CallOutcome<T>> {
  try {
    return await call();
  } catch (error) {
    const message = maskCredentials(`The call broke off: ${error instanceof Error ? error.message : String(error)}`);
    return { kind: 'failed', reason: 'unreachable', status: undefined, message };
  }
}
