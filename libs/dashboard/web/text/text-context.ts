import { createContext, useContext } from 'react';
import type { Said } from '../api/said.js';
import { en } from './en.js';
import type { TextKey, Texts } from './en.js';
import { registryZh } from './registry-zh.js';
import { shortSpan } from './spans.js';
import { zh } from './zh.js';

export type Language = 'en' | 'zh';
export const LANGUAGES: Readonly<Record<Language, Texts>> = { en, zh };

export type Values = Readonly<Record<string, string | number>>;

/** What the registry says, in the languages that it does not say it in itself. */
const SENTENCES: Readonly<Partial<Record<Language, Readonly<Record<string, string>>>>> = { zh: registryZh };

/** What is said in the language chosen. */
export interface Text {
  readonly language: Language;
  readonly say: (key: TextKey, values?: Values) => string;
  readonly number: (value: number) => string;
  /** What the registry says; undefined where its own English is to be shown: in English, and where a code is not known here. */
  readonly tell: (said: Said | readonly Said[] | undefined) => string | undefined;
  /** A name that the registry has for something, such as `available` of the peers' states; the name itself where it is not known. */
  readonly nameOf: (group: NameGroup, name: string) => string;
}

export type NameGroup = 'kind' | 'origin' | 'peer' | 'trouble' | 'measure' | 'mode';

export function textOf(language: Language): Text {
  const texts = LANGUAGES[language];
  const translated = SENTENCES[language] ?? {};
  const numbers = new Intl.NumberFormat(language);
  const filled = (template: string, values: Values): string =>
    template.replace(/\{(\w+)\}/g, (whole, name: string) => {
      const value = values[name];
      if (typeof value !== 'number') return value ?? whole;
      return name.endsWith('Ms') ? shortSpan(value) : numbers.format(value);
    });
  return {
    language,
    number: (value) => numbers.format(value),
    say: (key, values = {}) => filled(texts[key], values),
    nameOf: (group, name) => entryOf(texts, `${group}.${name}`) ?? name,
    tell(said) {
      const sentences = said === undefined ? [] : [said].flat();
      const told = sentences.flatMap(({ code, values }) => {
        const template = entryOf(translated, code);
        return template === undefined ? [] : [filled(template, values)];
      });
      // Chinese sentences stand without a space between them
      return told.length === 0 || told.length < sentences.length ? undefined : told.join('');
    },
  };
}

/** Names come from the registry: one that every object has is no entry. */
function entryOf(texts: Readonly<Record<string, string>>, name: string): string | undefined {
  return Object.hasOwn(texts, name) ? texts[name] : undefined;
}

/** The browser's first language that is known here. */
export function preferredLanguage(languages: readonly string[]): Language {
  for (const language of languages) {
    if (language.startsWith('zh')) return 'zh';
    if (language.startsWith('en')) return 'en';
  }
  return 'en';
}

export const TextContext = createContext<Text>(textOf('en'));

export function useText(): Text {
  return useContext(TextContext);
}
