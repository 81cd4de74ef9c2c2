import { afterAll } from '@jest/globals';
import { aRegistration } from './an-instance.js';
import type { RegistryServer } from './registry-server.js';

const BEAT_EVERY_MS = 20;

/** GOOD/good: somebody else's instance, whose heartbeats go on while a registry is attacked. */
export class Bystander {
  /** What its heartbeats were answered; 0 for one that was not. */
  readonly statuses: number[] = [];
  #beating: NodeJS.Timeout | undefined;

  /** To be made in the body of a `describe`, whose end ends it. */
  constructor() {
    afterAll(() => clearInterval(this.#beating));
  }

  async register(server: RegistryServer): Promise<void> {
    await server.post('/eureka/apps/GOOD', aRegistration({ app: 'GOOD', instanceId: 'good' }));
    const beat = (): void =>
      void server.put('/eureka/apps/GOOD/good').then(
        ({ status }) => this.statuses.push(status),
        () => this.statuses.push(0),
      );
    this.#beating = setInterval(beat, BEAT_EVERY_MS);
  }

  forget(): void {
    this.statuses.length = 0;
  }
}
