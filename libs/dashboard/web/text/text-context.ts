import { createContext, useContext } from 'react';
import { en } from './en.js';
import type { TextKey, Texts } from './en.js';
import { zh } from './zh.js';

export type Language = 'en' | 'zh';
export const LANGUAGES: Readonly<Record<Language, Texts>> = { en, zh };

export type Values = Readonly<Record<string, string | number>>;

/** What is said in the language chosen. */
export interface Text {
  readonly language: Language;
  readonly say: (key: TextKey, values?: Values) => string;
  readonly number: (value: number) => string;
}

export function textOf(language: Language): Text {
  const texts = LANGUAGES[language];
  const numbers = new Intl.NumberFormat(language);
  return {
    language,
    number: (value) => numbers.format(value),
    say: (key, values = {}) =>
      texts[key].replace(/\{(\w+)\}/g, (whole, name: string) => {
        const value = values[name];
        return value === undefined ? whole : typeof value === 'number' ? numbers.format(value) : value;
      }),
  };
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
