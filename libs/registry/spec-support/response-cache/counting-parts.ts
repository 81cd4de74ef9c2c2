import { documentParts, instanceIdOf } from '@nest-eureka/protocol';
import type { DocumentParts, Encoding } from '@nest-eureka/protocol';

/** The protocol's parts, remembering which instances were written. */
export class CountingParts {
  #written: string[] = [];

  readonly of = (encoding: Encoding): DocumentParts => {
    const parts = documentParts(encoding);
    return {
      ...parts,
      instance: (instance, within) => {
        this.#written.push(instanceIdOf(instance));
        return parts.instance(instance, within);
      },
    };
  };

  /** Ids of the instances written since the last look. */
  take(): readonly string[] {
    const written = this.#written;
    this.#written = [];
    return written;
  }
}
