import type { RegistryFillOptions } from '../registry-fill-options.js';
import { optional, single } from './option.js';
import type { Option } from './option.js';
import { integerType, MOST_INT } from './value-type.js';

const count = integerType(0, MOST_INT);
const duration = integerType(1, MOST_INT);
const pause = integerType(0, MOST_INT);

/** The used keys of `eureka.server.*` about a start with peers; their types are held equal to RegistryFillOptions. */
export const fillOptions: { readonly [K in keyof RegistryFillOptions]: Option<RegistryFillOptions[K]> } = {
  registrySyncRetries: optional(
    count,
    'Rounds of filling an empty registry from the peers (netflix); 0 fills nothing, in modern mode too.',
    {
      defaultText: 'netflix: 5 when register-with-eureka is true, else 0; modern: until in step',
      netflix: 'numberRegistrySyncRetries',
    },
  ),
  registrySyncRetryWaitMs: single(pause, 30_000, 'Wait between two such rounds (netflix).', {
    unit: 'ms',
    netflix: 'registrySyncRetryWaitMs',
  }),
  startWaitWhenRefusedMs: single(
    pause,
    5_000,
    'How long a node that starts waits for peers that all refuse connections (modern).',
    { unit: 'ms' },
  ),
  startDeadlineMs: single(
    pause,
    30_000,
    'How long a node that starts is not ready at most, whatever its peers do (modern).',
    { unit: 'ms' },
  ),
  compareIntervalMs: single(
    duration,
    10_000,
    'How often a node compares its registry with those of its peers and takes what it lacks (modern).',
    { unit: 'ms' },
  ),
};
