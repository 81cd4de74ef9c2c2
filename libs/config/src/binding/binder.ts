import type { ConfigurationFault, ConfigurationFaultCode } from '../configuration-error.js';
import type { Option } from '../options/option.js';
import { mayBeVariable, OPTIONS, optionKey } from '../options/option-table.js';
import type { TableOption } from '../options/option-table.js';
import type { PlaceholderResolver } from '../placeholders/placeholder-resolver.js';
import type { DefaultsMode } from '../registry-server-options.js';
import { PropertyIndex } from '../sources/property-index.js';
import type { MapProperty } from '../sources/property-index.js';
import type { Property, PropertySource } from '../sources/property.js';
import { squash } from '../sources/property-name.js';
import { maskedValue } from './masked-value.js';

const byKey: ReadonlyMap<string, TableOption> = new Map(OPTIONS.map((option) => [option.key, option]));

/** Turns properties into values, by the table's types and defaults, and collects what is wrong. */
export class Binder {
  readonly faults: ConfigurationFault[] = [];

  constructor(
    readonly index: PropertyIndex,
    private readonly resolver: PlaceholderResolver,
    readonly mode: DefaultsMode,
    /** Squashed names that are the user's own, whatever Netflix calls so. */
    private readonly ownNames: ReadonlySet<string>,
  ) {}

  /** Reads other sources the same way; its faults are its own. */
  over(sources: readonly PropertySource[]): Binder {
    return new Binder(new PropertyIndex(sources, mayBeVariable), this.resolver, this.mode, this.ownNames);
  }

  /** The values of all options of one record of the table. */
  bindGroup<T extends object>(prefix: string, record: { readonly [K in keyof T]: Option<T[K]> }): T {
    const options = Object.entries<Option>(record);
    const values = options.map(([name, option]) => [name, this.bind(optionKey(prefix, name, option))]);
    return Object.fromEntries(values) as T;
  }

  /** The value of one option, or its default. */
  bind(key: string): unknown {
    const option = byKey.get(key);
    if (option === undefined) {
      throw new Error(`${key} is not in the option table`);
    }
    switch (option.shape) {
      case 'single':
        return this.bindSingle(option);
      case 'list':
        return this.bindList(option);
      case 'map':
        return this.bindMap(option);
      case 'map of lists':
        return this.bindMapOfLists(option);
    }
  }

  /** Whether some source sets the option. */
  isSet(key: string): boolean {
    return this.winner(key) !== undefined;
  }

  /** A value of the right type that is wrong all the same; nothing is said where it is a default. */
  refuse(key: string, allowed: string, code: ConfigurationFaultCode = 'EUREKA_CONFIG_VALUE'): void {
    const property = this.winner(key);
    if (property !== undefined) {
      this.fault(code, key, property, allowed, byKey.get(key)?.isSecret);
    }
  }

  /** The text of a name that is not in the table; undefined where nobody sets it. */
  plain(name: string): string | undefined {
    const property = this.index.find(name);
    return property && this.text(name, property);
  }

  /** The text of a property with its placeholders filled in; undefined, and a fault, when they cannot be. */
  text(key: string, property: Property, isSecret = false): string | undefined {
    const resolved = this.resolver.resolve(property.value);
    if (resolved.kind === 'text') {
      return resolved.text;
    }
    const { placeholder } = resolved;
    const allowed =
      resolved.kind === 'circular'
        ? `a value that does not lead back to \${${placeholder}}`
        : `a value for ${placeholder}, or a default as in \${${placeholder}:default}`;
    this.fault('EUREKA_CONFIG_PLACEHOLDER', key, property, allowed, isSecret);
    return undefined;
  }

  fault(
    code: ConfigurationFaultCode,
    key: string,
    property: Pick<Property, 'value' | 'origin'>,
    allowed: string,
    isSecret = false,
  ): void {
    const value = maskedValue(key, property.value, isSecret);
    this.faults.push({ code, key, value, origin: property.origin, allowed });
  }

  private winner(key: string): Property | undefined {
    const option = byKey.get(key);
    return option && this.find(option);
  }

  private names(option: TableOption): readonly string[] {
    return [option.key, ...option.aliases.filter((alias) => !this.ownNames.has(squash(alias)))];
  }

  private find(option: TableOption): Property | undefined {
    return this.index.find(...this.names(option)) ?? this.index.find(...option.legacy);
  }

  private bindSingle(option: TableOption): unknown {
    const property = this.find(option);
    const value = property && this.read(option, option.key, property);
    return value === undefined ? option.defaults[this.mode] : value;
  }

  private bindList(option: TableOption): unknown {
    const properties = this.index.findList(...this.names(option));
    return properties === undefined ? option.defaults[this.mode] : this.readElements(option, option.key, properties);
  }

  private bindMap(option: TableOption): ReadonlyMap<string, unknown> {
    const values = new Map(option.defaults[this.mode] as ReadonlyMap<string, unknown>);
    for (const [key, { properties }] of this.entries(option)) {
      const property = properties.at(-1);
      const value = property && this.read(option, `${option.key}.${key}`, property);
      if (value !== undefined && value !== '') {
        values.set(key, value);
      }
    }
    return values;
  }

  private bindMapOfLists(option: TableOption): ReadonlyMap<string, readonly unknown[]> {
    const values = new Map(option.defaults[this.mode] as ReadonlyMap<string, readonly unknown[]>);
    for (const [key, { properties }] of this.entries(option)) {
      const elements = this.readElements(option, `${option.key}.${key}`, properties);
      if (elements.length > 0) {
        values.set(key, elements);
      } else {
        values.delete(key);
      }
    }
    return values;
  }

  /** The properties of each key of a map; a higher source's replace a lower one's. */
  private entries(option: TableOption): ReadonlyMap<string, { rank: number; properties: Property[] }> {
    const whole = this.find(option);
    if (whole !== undefined && whole.value.trim() !== '') {
      this.fault('EUREKA_CONFIG_VALUE', option.key, whole, membersOf(option.key), option.isSecret);
    }
    const isOfLists = option.shape === 'map of lists';
    const zones = isOfLists ? ['defaultZone'] : [];
    const found = this.names(option)
      .toReversed()
      .flatMap((name) => this.below(name, name !== option.key));
    const plain = ({ key }: MapProperty): string => (isOfLists ? key.replace(/\[\d+\]$/, '') : key);
    const written = [...found.filter(({ property }) => !property.isVariable).map(plain), ...zones];
    const known = (key: string): string | undefined => written.find((name) => squash(name) === squash(key));
    // a variable takes the spelling that another source has; a number at its end may be part of the key or an index
    const spelling = ({ key }: MapProperty): string =>
      known(key) ?? (isOfLists ? (known(key.replace(/\.\d+$/, '')) ?? key.replace(/\.\d+$/, '')) : key);
    const entries = new Map<string, { rank: number; properties: Property[] }>();
    for (const entry of found.toSorted((a, b) => a.rank - b.rank)) {
      const { property, rank } = entry;
      const name = property.isVariable ? spelling(entry) : plain(entry);
      const earlier = entries.get(name);
      if (earlier?.rank === rank) {
        earlier.properties.push(property);
      } else {
        entries.set(name, { rank, properties: [property] });
      }
    }
    return entries;
  }

  /** What stands below one name of a map. */
  private below(name: string, isAlias: boolean): readonly MapProperty[] {
    const found = this.index.below(name);
    if (!isAlias) {
      return found;
    }
    return (
      found
        // a variable does not tell where the name ends: METADATA_MAP_ZONE is not `map.zone` of `metadata`
        .filter(({ property }) => !property.isVariable)
        // Netflix's `default` is Spring's `defaultZone` (client.md 4.4)
        .map((entry) => (entry.key === 'default' ? { ...entry, key: 'defaultZone' } : entry))
    );
  }

  /** Elements stand one to a property, or separated by commas in one. */
  private readElements(option: TableOption, key: string, properties: readonly Property[]): readonly unknown[] {
    return properties.flatMap((property) => {
      const text = this.text(key, property, option.isSecret);
      const parts = text?.split(',') ?? [];
      return parts.flatMap((part) => this.readText(option, key, property, part) ?? []);
    });
  }

  private read(option: TableOption, key: string, property: Property): unknown {
    const text = this.text(key, property, option.isSecret);
    return text === undefined ? undefined : this.readText(option, key, property, text);
  }

  private readText(option: TableOption, key: string, property: Property, text: string): unknown {
    const read = option.type.read(text);
    if (read.kind === 'wrong') {
      const isBareFlag = property.origin === 'command line' && property.value === 'true';
      const hint = isBareFlag ? ` (written --${property.name}=<value>)` : '';
      this.fault('EUREKA_CONFIG_VALUE', key, property, option.type.allowed + hint, option.isSecret);
    }
    return read.kind === 'value' ? read.value : undefined;
  }
}

/** How the members of a map are written; service URLs by zone are what most people write. */
function membersOf(key: string): string {
  const zone = `${key}.defaultZone=http://host:8761/eureka/`;
  return `${key}.<name>=<value>${key === 'eureka.client.service-url' ? `, such as ${zone}` : ''}`;
}
