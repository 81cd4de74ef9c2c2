/** How many names a message lists at most. */
const NAMES_SHOWN = 20;

/** Nobody can be called under a name: no instance has it, or none of them is UP. */
export class NoInstanceError extends Error {
  readonly code = 'EUREKA_NO_INSTANCE';

  constructor(
    /** The name that was looked up, as it was given. */
    readonly service: string,
    /** The services that there are at that moment. */
    readonly knownServices: readonly string[],
    /** Why, where that is known: a clause such as `all of its instances are DOWN`. */
    readonly why?: string,
  ) {
    const because = why === undefined ? '' : `: ${why}`;
    super(`No instance can be called under the name '${service}'${because}. ${listed(knownServices)}`);
    this.name = 'NoInstanceError';
  }
}

function listed(services: readonly string[]): string {
  if (services.length === 0) return 'No service is known at all.';
  const more = services.length - NAMES_SHOWN;
  return `Known services: ${services.slice(0, NAMES_SHOWN).join(', ')}${more > 0 ? ` and ${more} more` : ''}.`;
}
