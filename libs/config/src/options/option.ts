import type { DefaultsMode } from '../registry-server-options.js';
import type { ValueType } from './value-type.js';

/** Who uses an option. */
export type Audience = 'registry' | 'discovery';

/** How the properties of an option make its value. */
export type OptionShape = 'single' | 'list' | 'map' | 'map of lists';

/** One option, without its key: the key follows from its place in the table. */
export interface Option<T = unknown> {
  readonly shape: OptionShape;
  /** The type of the value, or of each element. */
  readonly type: ValueType<unknown>;
  readonly defaults: Readonly<Record<DefaultsMode, T>>;
  /** In place of the default where that is derived from something else. */
  readonly defaultText?: string;
  readonly unit?: 'ms' | 's' | 'min' | 'bytes';
  /** One sentence. */
  readonly sentence: string;
  readonly for: readonly Audience[];
  /** Why the key has no effect, although it is known, for each audience where it has none. */
  readonly unused: Readonly<Partial<Record<Audience, string>>>;
  /** Netflix's own names, without `eureka.` in front (first column of server.md 7 and client.md 4). */
  readonly netflix: readonly string[];
  /** Full names from before; the present name wins wherever it is set. */
  readonly legacy: readonly string[];
  /** True: its value is shown nowhere. */
  readonly isSecret: boolean;
  /** True: documents spell its key as the table does, for Ribbon has no dashes. */
  readonly isVerbatim: boolean;
}

/** What an option may have beside type, default and sentence. */
export interface OptionExtras {
  readonly defaultText?: string;
  readonly unit?: Option['unit'];
  readonly for?: readonly Audience[];
  readonly netflix?: string | readonly string[];
  readonly legacy?: readonly string[];
  readonly isSecret?: boolean;
}

/** A default that depends on `eureka.server.defaults`. */
export class ByMode<T> {
  constructor(
    readonly modern: T,
    readonly netflix: T,
  ) {}
}

function define<T>(
  shape: OptionShape,
  type: ValueType<unknown>,
  byDefault: T | ByMode<T>,
  sentence: string,
  extras: OptionExtras = {},
): Option<T> {
  const { netflix = [], legacy = [], isSecret = false, for: audience = ['registry'], ...rest } = extras;
  const defaults =
    byDefault instanceof ByMode
      ? { modern: byDefault.modern, netflix: byDefault.netflix }
      : { modern: byDefault, netflix: byDefault };
  const names = typeof netflix === 'string' ? [netflix] : netflix;
  return {
    shape,
    type,
    defaults,
    sentence,
    ...rest,
    for: audience,
    unused: {},
    netflix: names,
    legacy,
    isSecret,
    isVerbatim: false,
  };
}

/** An option with one value and a default. */
export function single<T>(
  type: ValueType<T>,
  byDefault: T | ByMode<T>,
  sentence: string,
  extras?: OptionExtras,
): Option<T> {
  return define('single', type, byDefault, sentence, extras);
}

/** An option with one value or none. */
export function optional<T>(type: ValueType<T>, sentence: string, extras?: OptionExtras): Option<T | undefined> {
  return define<T | undefined>('single', type, undefined, sentence, extras);
}

export function list<T>(type: ValueType<T>, sentence: string, extras?: OptionExtras): Option<readonly T[]> {
  return define<readonly T[]>('list', type, [], sentence, extras);
}

export function map<T>(type: ValueType<T>, sentence: string, extras?: OptionExtras): Option<ReadonlyMap<string, T>> {
  return define<ReadonlyMap<string, T>>('map', type, new Map(), sentence, extras);
}

export function mapOfLists<T>(
  type: ValueType<T>,
  byDefault: ByMode<ReadonlyMap<string, readonly T[]>> | ReadonlyMap<string, readonly T[]>,
  sentence: string,
  extras?: OptionExtras,
): Option<ReadonlyMap<string, readonly T[]>> {
  return define('map of lists', type, byDefault, sentence, extras);
}

type OptionRecord = Readonly<Record<string, Option>>;

function withEach<R extends OptionRecord>(options: R, change: (option: Option) => Option): R {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [name, change(option)])) as R;
}

/** Options without effect for one audience, for one and the same reason. */
export function unusedBy<R extends OptionRecord>(audience: Audience, reason: string, options: R): R {
  return withEach(options, (option) => ({ ...option, unused: { ...option.unused, [audience]: reason } }));
}

/** Options without effect for anybody, for one and the same reason. */
export function unused<R extends OptionRecord>(reason: string, options: R): R {
  return unusedBy('registry', reason, unusedBy('discovery', reason, options));
}

/** Options that these audiences use, whatever each option says. */
export function optionsFor<R extends OptionRecord>(audience: readonly Audience[], options: R): R {
  return withEach(options, (option) => ({ ...option, for: audience }));
}

/** Options whose keys are spelt as they stand here. */
export function verbatim<R extends OptionRecord>(options: R): R {
  return withEach(options, (option) => ({ ...option, isVerbatim: true }));
}

/** Options one step further down: `key-store` below `tls`. */
export function below(step: string, options: OptionRecord): OptionRecord {
  return Object.fromEntries(Object.entries(options).map(([name, option]) => [`${step}.${name}`, option]));
}
