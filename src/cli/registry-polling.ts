import { applyDelta, appsHashCodeOf, PATHS } from '@nest-eureka/protocol';
import type { Applications } from '@nest-eureka/protocol';
import type { Conversation } from './conversation.js';
import { readRegistry } from './read-registry.js';
import type { RegistryRead } from './read-registry.js';

/** Reads a registry again and again as a client does: a delta, checked by its hash, else the whole registry (client.md 2). */
export class RegistryPolling {
  constructor(private readonly conversation: Conversation) {}

  begin(): Promise<RegistryRead> {
    return readRegistry(this.conversation, PATHS.applications());
  }

  async next(present: Applications): Promise<RegistryRead> {
    const delta = await readRegistry(this.conversation, PATHS.delta());
    if (delta.kind === 'read') {
      const applications = applyDelta(present, delta.applications);
      if (appsHashCodeOf(applications) === delta.applications.appsHashCode) return { kind: 'read', applications };
    }
    return this.begin();
  }
}
