import { ConfigurationError } from '../configuration-error.js';
import type { ConfigurationFault } from '../configuration-error.js';
import type { ConfigurationNotice } from '../configuration-notice.js';
import { findOption, mayBeVariable, OPTIONS, whyUnused } from '../options/option-table.js';
import type { Audience } from '../options/option.js';
import { PlaceholderResolver } from '../placeholders/placeholder-resolver.js';
import { randomValue } from '../placeholders/random-value.js';
import { referencedNames } from '../placeholders/referenced-names.js';
import type { DefaultsMode } from '../registry-server-options.js';
import { plainText } from '../sources/plain-text.js';
import { PropertyIndex } from '../sources/property-index.js';
import type { PropertySource } from '../sources/property.js';
import { readSources } from '../sources/read-sources.js';
import type { SourcesInput } from '../sources/read-sources.js';
import { Binder } from './binder.js';
import { deepFreeze } from './deep-freeze.js';
import { isOfHost, noteProperties } from './note-properties.js';
import { sourceLabels } from './source-labels.js';

/** What a configuration says about itself. */
export interface ReadingReport {
  readonly notices: readonly ConfigurationNotice[];
  readonly sources: readonly string[];
  readonly profiles: readonly string[];
}

/** All sources, read once for one audience: first the values are bound, then it concludes. */
export class ConfigurationReading {
  private readonly read: ReturnType<typeof readSources>;
  private readonly referenced: ReadonlySet<string>;

  /** @param code the options given in code */
  constructor(
    private readonly input: SourcesInput,
    private readonly audience: Audience,
    code: PropertySource,
  ) {
    this.read = readSources(input, code);
    this.referenced = referencedNames(this.read.sources);
  }

  /** A binder that resolves placeholders over all sources, and at last by the defaults of the table. */
  binder(mode: DefaultsMode): Binder {
    const { sources } = this.read;
    const { host, random } = this.input;
    const machine: Readonly<Record<string, string>> = {
      'eureka.instance.hostname': host.hostname,
      'eureka.instance.ip-address': host.ipAddress,
    };
    const everything = new PropertyIndex(sources);
    const resolver = new PlaceholderResolver(
      (name) => everything.find(name)?.value ?? randomValue(name, random),
      (name) => {
        const option = findOption(name, false)?.option;
        return machine[option?.key ?? ''] ?? plainText(option?.defaults[mode]);
      },
    );
    return new Binder(new PropertyIndex(sources, mayBeVariable), resolver, mode, this.referenced);
  }

  /**
   * Freezes a configuration whose values have been bound, with what is worth knowing about it.
   * @throws ConfigurationError once, with all faults
   */
  conclude<T extends object>(
    configuration: T,
    binder: Binder,
    hints: readonly ConfigurationNotice[] = [],
  ): T & ReadingReport {
    const faults = [...this.read.faults, ...binder.faults, ...this.faultsOfUnused(binder.mode)];
    if (faults.length > 0) {
      throw new ConfigurationError(faults);
    }
    const { sources, profiles, notices } = this.read;
    return deepFreeze({
      ...configuration,
      notices: [...notices, ...noteProperties(sources, this.audience, this.referenced), ...hints],
      sources: sourceLabels(sources, this.referenced),
      profiles,
    });
  }

  /** Keys without effect are held to their types as well: who writes them wrongly would be surprised later. */
  private faultsOfUnused(mode: DefaultsMode): readonly ConfigurationFault[] {
    const binder = this.binder(mode);
    OPTIONS.filter(
      (option) => whyUnused(option, this.audience) !== undefined && !isOfHost(option, this.audience),
    ).forEach(({ key }) => binder.bind(key));
    return binder.faults.filter(({ code }) => code === 'EUREKA_CONFIG_VALUE');
  }
}
