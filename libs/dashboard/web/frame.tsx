import { useContext, useSyncExternalStore } from 'react';
import { InstanceView } from './instance/instance-view.js';
import { JournalView } from './journal/journal-view.js';
import { RegistryContext } from './live/registry-context.js';
import { Overview } from './overview/overview.js';
import { routeText, useRoute } from './route.js';
import type { Route } from './route.js';
import { ServicesView } from './services/services-view.js';
import { GoneNote } from './session/gone-note.js';
import { SessionContext } from './session/session-context.js';
import { SessionCorner } from './session/session-corner.js';
import { SignInForm } from './session/sign-in-form.js';
import { LANGUAGES, useText } from './text/text-context.js';
import type { Language } from './text/text-context.js';
import { ThemeContext } from './theme-context.js';
import type { Theme } from './theme-context.js';

/** What stands around every view. */
export function Frame(): React.JSX.Element {
  const route = useRoute();
  const { standing } = useContext(SessionContext);
  const { say } = useText();
  return (
    <>
      <a className="skip" href={location.hash === '' ? '#/' : location.hash} onClick={toContent}>
        {say('nav.skip')}
      </a>
      <Head route={route} />
      <main id="content" tabIndex={-1}>
        <GoneNote />
        {standing.kind === 'locked' && <SignInForm />}
        <View route={route} />
      </main>
    </>
  );
}

function toContent(event: React.MouseEvent): void {
  event.preventDefault();
  document.getElementById('content')?.focus();
}

function View({ route }: { readonly route: Route }): React.JSX.Element {
  const [view, app, id] = route.path;
  if (view === 'services') return <ServicesView query={route.query} />;
  if (view === 'instance' && app !== undefined && id !== undefined)
    return <InstanceView app={app} id={id} key={`${app}/${id}`} />;
  if (view === 'journal') return <JournalView query={route.query} />;
  return <Overview />;
}

function Head({ route }: { readonly route: Route }): React.JSX.Element {
  const { api } = useContext(RegistryContext);
  const { say } = useText();
  const here = route.path[0] ?? '';
  const link = (name: string, label: string): React.JSX.Element => (
    <a href={routeText(name === '' ? [] : [name])} aria-current={here === name ? 'page' : undefined}>
      {label}
    </a>
  );
  return (
    <header className="head">
      <h1>
        <a href="#/">
          <img src={`${api.home}eureka-page.svg`} alt="" />
          <span className="brand">nest-eureka</span>
        </a>
      </h1>
      <nav aria-label={say('nav.label')}>
        {link('', say('nav.overview'))}
        {link('services', say('nav.services'))}
        {link('journal', say('nav.journal'))}
      </nav>
      <div className="head-end">
        <LiveSign />
        <Choices />
        <SessionCorner />
      </div>
    </header>
  );
}

function LiveSign(): React.JSX.Element {
  const { connection } = useContext(RegistryContext);
  const { standing } = useContext(SessionContext);
  const { isLive } = useSyncExternalStore(connection.subscribe, connection.current);
  const { say } = useText();
  const kind = standing.kind === 'gone' ? 'gone' : isLive ? 'on' : 'off';
  return (
    <span className={`live live-${kind}`} role="status">
      <span aria-hidden="true">{kind === 'on' ? '●' : kind === 'off' ? '○' : '✕'}</span> {say(`live.${kind}`)}
    </span>
  );
}

function Choices(): React.JSX.Element {
  const { theme, setTheme, setLanguage } = useContext(ThemeContext);
  const { say, language } = useText();
  return (
    <>
      <select aria-label={say('theme.label')} value={theme} onChange={({ target }) => setTheme(target.value as Theme)}>
        <option value="auto">{say('theme.auto')}</option>
        <option value="light">{say('theme.light')}</option>
        <option value="dark">{say('theme.dark')}</option>
      </select>
      <select
        aria-label={say('language.label')}
        value={language}
        onChange={({ target }) => setLanguage(target.value as Language)}
      >
        {Object.entries(LANGUAGES).map(([name, texts]) => (
          <option key={name} value={name}>
            {texts['language.name']}
          </option>
        ))}
      </select>
    </>
  );
}
