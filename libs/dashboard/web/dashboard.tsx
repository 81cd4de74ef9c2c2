import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Answer } from './api/answer.js';
import type { RegistryApi } from './api/registry-api.js';
import type { WhoIAm } from './api/shapes.js';
import { Frame } from './frame.js';
import { RegistryConnection } from './live/registry-connection.js';
import { RegistryContext } from './live/registry-context.js';
import { usePreference } from './preference.js';
import { SessionContext } from './session/session-context.js';
import type { Standing } from './session/session-context.js';
import { TextContext, preferredLanguage, textOf } from './text/text-context.js';
import type { Language } from './text/text-context.js';
import { ThemeContext } from './theme-context.js';
import type { Theme } from './theme-context.js';

/** The whole dashboard: who looks, in which language and colours, and how the registry is reached. */
export function Dashboard({ api }: { readonly api: RegistryApi }): React.JSX.Element {
  const connection = useMemo(() => new RegistryConnection(api), [api]);
  const [who, setWho] = useState<WhoIAm>();
  const [standing, setStanding] = useState<Standing>({ kind: 'unknown' });
  const [language, setLanguage] = usePreference<Language>(
    'language',
    ['en', 'zh'],
    preferredLanguage(navigator.languages),
  );
  const [theme, setTheme] = usePreference<Theme>('theme', ['auto', 'light', 'dark'], 'auto');
  const text = useMemo(() => textOf(language), [language]);

  const heard = useCallback((answer: Answer<unknown>) => setStanding((before) => standingAfter(before, answer)), []);
  const access = useMemo(() => ({ api, connection, heard }), [api, connection, heard]);
  const identify = useCallback(async () => {
    const answer = await api.whoAmI();
    heard(answer);
    setWho(answer.kind === 'ok' ? answer.value : undefined);
  }, [api, heard]);

  useEffect(() => connection.follow(document), [connection]);
  // also after a restart of the server, whose sessions are new
  useEffect(() => {
    if (standing.kind !== 'gone') void identify();
  }, [standing.kind, identify]);
  useEffect(() => {
    document.documentElement.lang = language === 'zh' ? 'zh-CN' : language;
  }, [language]);
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);

  const session = useMemo(
    () => ({
      who,
      standing,
      signedIn: (now: WhoIAm) => {
        setWho(now);
        setStanding({ kind: 'there', at: Date.now() });
        connection.refresh();
      },
      signedOut: () => {
        setWho(undefined);
        setStanding({ kind: 'locked' });
      },
    }),
    [who, standing, connection],
  );
  const themes = useMemo(() => ({ theme, setTheme, setLanguage }), [theme, setTheme, setLanguage]);
  return (
    <RegistryContext value={access}>
      <SessionContext value={session}>
        <TextContext value={text}>
          <ThemeContext value={themes}>
            <Frame />
          </ThemeContext>
        </TextContext>
      </SessionContext>
    </RegistryContext>
  );
}

/** A new value only when something has changed. */
function standingAfter(before: Standing, answer: Answer<unknown>): Standing {
  if (answer.kind === 'unauthorized') return before.kind === 'locked' ? before : { kind: 'locked' };
  if (answer.kind !== 'unreachable') {
    const at = Date.now();
    return before.kind === 'there' && at - before.at < 1_000 ? before : { kind: 'there', at };
  }
  if (before.kind === 'gone') return before;
  return { kind: 'gone', since: before.kind === 'there' ? before.at : undefined };
}
