import { createContext } from 'react';
import type { Language } from './text/text-context.js';

export type Theme = 'auto' | 'light' | 'dark';

export interface ThemeChoice {
  readonly theme: Theme;
  readonly setTheme: (theme: Theme) => void;
  readonly setLanguage: (language: Language) => void;
}

export const ThemeContext = createContext<ThemeChoice>({ theme: 'auto', setTheme() {}, setLanguage() {} });
