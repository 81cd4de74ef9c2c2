import type { DiscoveryOnlyInstanceSettings, DrainSettings } from '../discovery-instance-settings.js';
import { optional, optionsFor, single, unusedBy } from './option.js';
import type { Option } from './option.js';
import { booleanType, enumType, integerType, jsonTextType, MOST_INT, textType } from './value-type.js';

const seconds = integerType(0, MOST_INT);

/** `eureka.instance.*` that only a client uses (client.md 4.1). */
export const discoveryInstanceOptions: {
  readonly [K in keyof DiscoveryOnlyInstanceSettings]: Option<DiscoveryOnlyInstanceSettings[K]>;
} = optionsFor(['discovery'], {
  ...unusedBy('registry', 'it is about Amazon, which is not asked', {
    aSGName: optional(textType, 'Name of the scaling group.', { netflix: 'asgName' }),
  }),
  ...unusedBy('registry', 'a registry shows itself as its own start demands', {
    instanceEnabledOnit: single(booleanType, false, 'Starts as UP in place of STARTING.', {
      netflix: 'traffic.enabled',
    }),
    initialStatus: single(
      enumType('UP', 'DOWN', 'STARTING', 'OUT_OF_SERVICE', 'UNKNOWN'),
      'UP',
      'Status a registration starts with.',
    ),
  }),
  handleSignals: single(booleanType, true, 'Drains on SIGTERM and SIGINT by itself.'),
});

/** Metadata as one JSON object; entries of their own win over it. */
export const metadataJsonOption = optionsFor(['discovery'], {
  metadataJson: optional(jsonTextType, 'Metadata as one JSON object; keys keep their spelling in variables too.'),
});

/** `eureka.instance.drain.*`. */
export const drainOptions: { readonly [K in keyof DrainSettings]: Option<DrainSettings[K]> } = optionsFor(
  ['discovery'],
  {
    enabled: single(booleanType, true, 'Lets callers see that the application leaves before it stops.'),
    status: single(enumType('DOWN', 'OUT_OF_SERVICE'), 'DOWN', 'The status it leaves with.'),
    waitSeconds: single(seconds, 5, 'How long callers have to see it before the instance is cancelled.', {
      unit: 's',
    }),
    deadlineSeconds: single(seconds, 30, 'The longest that leaving may take.', { unit: 's' }),
  },
);
