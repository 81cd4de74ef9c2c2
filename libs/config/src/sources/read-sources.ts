import { resolve as resolvePath } from 'node:path';
import type { ConfigurationFault } from '../configuration-error.js';
import type { ConfigurationInput } from '../configuration-input.js';
import type { ConfigurationNotice } from '../configuration-notice.js';
import { PlaceholderResolver } from '../placeholders/placeholder-resolver.js';
import { randomValue } from '../placeholders/random-value.js';
import { activeProfiles } from './active-profiles.js';
import { commandLineSource } from './command-line-source.js';
import { ConfigFiles } from './config-files.js';
import { defaultLocations, parseLocations } from './config-location.js';
import { dotEnvSource, environmentSource, jsonSource } from './environment-source.js';
import { PropertyIndex } from './property-index.js';
import type { Property, PropertySource } from './property.js';
import { unusedProfiles } from './unused-profiles.js';

/** All sources of one start, in the order of contract.md 2. */
export interface ReadSources {
  /** Later ones win. */
  readonly sources: readonly PropertySource[];
  /** The active profiles, the last one wins. */
  readonly profiles: readonly string[];
  readonly faults: readonly ConfigurationFault[];
  readonly notices: readonly ConfigurationNotice[];
}

/** What the sources are read from; options in code are one of them already. */
export type SourcesInput = Omit<ConfigurationInput, 'options'>;

/** Text of a property as far as the given sources can fill it in; what they cannot stays as written. */
function textIn(sources: readonly PropertySource[], random: () => number): (property: Property) => string {
  const index = new PropertyIndex(sources);
  const find = (name: string): string | undefined => index.find(name)?.value ?? randomValue(name, random);
  const resolver = new PlaceholderResolver(find, () => undefined);
  return (property) => {
    const resolved = resolver.resolve(property.value);
    return resolved.kind === 'text' ? resolved.text : property.value;
  };
}

/** What stands above the files: `.env`, environment, `SPRING_APPLICATION_JSON`, command line, options in code. */
function outerSources(
  input: SourcesInput,
  code: PropertySource,
  faults: ConfigurationFault[],
): readonly PropertySource[] {
  const dotEnv = input.readFile(resolvePath(input.workingDirectory, '.env'));
  const sources: PropertySource[] = dotEnv.kind === 'text' ? [dotEnvSource(dotEnv.text)] : [];
  if (dotEnv.kind === 'unreadable') {
    const allowed = `the file must be readable: ${dotEnv.reason}`;
    faults.push({ code: 'EUREKA_CONFIG_FILE', key: '.env', value: undefined, origin: '.env', allowed });
  }
  sources.push(environmentSource(input.environment));
  const rest = [commandLineSource(input.argv), code];
  const json = new PropertyIndex([...sources, ...rest]).find('spring.application.json');
  if (json !== undefined) {
    const source = jsonSource(json.value, json.origin);
    if (source.label === undefined) {
      const allowed = `a JSON object: ${source.reason}`;
      faults.push({ code: 'EUREKA_CONFIG_FILE', key: json.name, value: undefined, origin: json.origin, allowed });
    } else {
      sources.push(source);
    }
  }
  return [...sources, ...rest];
}

/**
 * Reads everything there is to read: first what is outside the files, then the files, then those of the profiles.
 * @param code the options given in code, which win over everything
 */
export function readSources(input: SourcesInput, code: PropertySource): ReadSources {
  const { workingDirectory, readFile } = input;
  const faults: ConfigurationFault[] = [];
  const host: PropertySource = {
    label: 'machine',
    properties: [
      ['spring.cloud.client.hostname', input.host.hostname] as const,
      ['spring.cloud.client.ip-address', input.host.ipAddress] as const,
    ].map(([name, value]) => ({ name, value, origin: 'machine', isVariable: false })),
  };
  const outer = outerSources(input, code, faults);
  const outerIndex = new PropertyIndex(outer);
  const outerText = textIn([host, ...outer], input.random);
  const setting = (key: string): string | undefined => {
    const property = outerIndex.find(key);
    return property === undefined ? undefined : outerText(property);
  };

  const location = setting('spring.config.location');
  const groups = [
    ...(location === undefined ? defaultLocations(workingDirectory) : parseLocations(location, workingDirectory)),
    ...parseLocations(setting('spring.config.additional-location') ?? '', workingDirectory),
  ];
  const names = (setting('spring.config.name') ?? 'application').split(',').map((name) => name.trim());
  const files = new ConfigFiles({ workingDirectory, groups, names, readFile });

  const base = files.readBase();
  const always = base.filter(({ conditions, platform }) => conditions.length === 0 && platform === undefined);
  const known = [host, ...always, ...outer];
  const text = textIn(known, input.random);
  const knownIndex = new PropertyIndex(known);
  const { active, accepted } = activeProfiles(knownIndex, text);
  const ofProfiles = files.readProfiles(accepted);
  files.noteMisplacedProfiles([...base.filter((document) => document.conditions.length > 0), ...ofProfiles]);
  files.notePlatforms([...base, ...ofProfiles]);
  const unused = unusedProfiles(active, [...base, ...ofProfiles], knownIndex);
  const selected = files.select([...base, ...ofProfiles], accepted, text);
  return {
    sources: [host, ...selected, ...outer],
    profiles: active,
    faults: [...faults, ...files.faults],
    notices: [...files.notices, ...unused],
  };
}
