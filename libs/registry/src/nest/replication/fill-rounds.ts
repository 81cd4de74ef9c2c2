import type { RegistryConfiguration } from '@nest-eureka/config';

/** As Spring has it for a server that registers with itself. */
const SPRING_ROUNDS = 5;

/** How a node with peers fills itself; 0: not at all (server.md 4.8, architecture section 5). */
export function fillRounds({ client, server }: RegistryConfiguration): number | 'until-in-step' {
  const { registrySyncRetries } = server;
  if (server.defaults === 'modern') return registrySyncRetries === 0 ? 0 : 'until-in-step';
  if (!client.fetchRegistry) return 0;
  return registrySyncRetries ?? (client.registerWithEureka ? SPRING_ROUNDS : 0);
}
