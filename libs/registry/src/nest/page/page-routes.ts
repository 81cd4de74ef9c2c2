import type { IncomingMessage } from 'node:http';
import type { RegistryCore } from '../../core/assemble.js';
import { englishOf, said } from '../../core/sentences/said.js';
import type { Said } from '../../core/sentences/said.js';
import type { KnownHosts } from '../../security/browser/known-hosts.js';
import type { ServerFacts } from '../server-facts.js';
import { readCursor, writeCursor } from '../wire/listing-query.js';
import { telling } from '../wire/reply.js';
import type { Reply } from '../wire/reply.js';
import { assetReply } from './asset-reply.js';
import { applicationRows } from './application-rows.js';
import { homePage } from './home-page.js';
import type { Html } from './html.js';
import { lastLeasesPage } from './last-leases-page.js';
import { layout } from './layout.js';
import type { PageLinks } from './layout.js';
import type { PageAssets } from './page-assets.js';
import { systemStatus } from './page-facts.js';
import { linksFrom } from './page-links.js';
import { pageState } from './page-state.js';
import { PAGE_ICON } from './page-icon.js';
import { PAGE_STYLE } from './page-style.js';
import { viewersOrigin } from './viewers-origin.js';

const STYLE_NAME = 'eureka-page.css';
const ICON_NAME = 'eureka-page.svg';
// a browser asks for it again with each change of the address
const ICON_CACHING = { 'Cache-Control': 'private, max-age=86400' };
const STATE_NAME = 'eureka-page.json';
const ASSETS = 'assets/';
/** More would keep other requests waiting while the page is written. */
const MOST_INSTANCES = 1_000;

const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy':
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'",
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cache-Control': 'no-store',
};

/** The pages for people: `/` and `/lastn` below their home, rendered here without any script (server.md 8.7). */
export class PageRoutes {
  constructor(
    private readonly core: RegistryCore,
    private readonly facts: ServerFacts,
    private readonly apiUrlPath: string,
    /** A path without a slash at its end, undefined when no page is offered. */
    private readonly home: string | undefined,
    private readonly hosts: Pick<KnownHosts, 'allows'>,
    /** Undefined where nothing was built that takes over from the page. */
    private readonly assets?: PageAssets,
  ) {}

  /** What shows the page that is asked for; undefined when it is none of ours. */
  find(request: IncomingMessage): (() => Reply) | undefined {
    const { home } = this;
    const method = request.method ?? 'GET';
    if (home === undefined || (method !== 'GET' && method !== 'HEAD')) return undefined;
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    if (!path.startsWith(home)) return undefined;
    switch (path.slice(home.length)) {
      case '':
      case '/':
        return this.#guarded(request, () => this.#page(this.#homeContent(request), this.#homeLinks(path, home)));
      case '/lastn':
      case '/lastn/':
        return this.#guarded(request, () => this.#page(this.#lastLeases(), this.#links(path, home)));
      case `/${STATE_NAME}`:
        return this.#guarded(request, () => this.#state(request));
      case `/${ICON_NAME}`:
        return this.#guarded(request, () => document('image/svg+xml', PAGE_ICON, ICON_CACHING));
      case `/${STYLE_NAME}`:
        return this.#guarded(request, () => document('text/css;charset=UTF-8', PAGE_STYLE));
      default:
        return this.#findAsset(request, path.slice(home.length + 1));
    }
  }

  #findAsset(request: IncomingMessage, name: string): (() => Reply) | undefined {
    const asset = name.startsWith(ASSETS) ? this.assets?.files.get(name.slice(ASSETS.length)) : undefined;
    return asset && this.#guarded(request, () => assetReply(asset, request.headers['accept-encoding']));
  }

  /** What leads from a page to `x/` of the API. */
  signInBase(request: IncomingMessage): string {
    const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
    return `${this.#links(path, this.home ?? '').api}x/`;
  }

  #guarded(request: IncomingMessage, show: () => Reply): () => Reply {
    if (this.hosts.allows(request.headers.host)) return show;
    return () => telling(421, said('access.foreign-host'));
  }

  #page(content: Html, links: PageLinks): Reply {
    const body = layout(content, systemStatus(this.core, this.facts), links, this.#warnings().map(englishOf));
    return document('text/html;charset=UTF-8', body);
  }

  #warnings(): readonly Said[] {
    const { server, users, tokens } = this.facts.configuration;
    return server.insecure && users.length + tokens.length === 0 ? [said('warning.open')] : [];
  }

  /** What the page shows but for the instances, for the script that keeps the page up to date. */
  #state(request: IncomingMessage): Reply {
    const state = pageState(this.core, this.facts, {
      serviceUrl: this.#serviceUrl(request),
      warnings: this.#warnings().map(englishOf),
      warningsSaid: this.#warnings(),
    });
    return document('application/json', JSON.stringify(state));
  }

  #serviceUrl(request: IncomingMessage): string {
    return `${viewersOrigin(request) ?? this.facts.origin()}${this.apiUrlPath}/`;
  }

  #homeContent(request: IncomingMessage): Html {
    const { generalStats, applicationStats } = this.facts.status();
    const { instance } = this.facts;
    const { store } = this.core;
    const after = readCursor(new URLSearchParams(request.url?.split('?', 2)[1]).get('after') ?? '');
    const applications = applicationRows(store, MOST_INSTANCES, after);
    const next = writeCursor(applications.next);
    return homePage({
      replicas: this.facts.replicas(),
      applications,
      instances: store.size,
      turns: { next: next && `?after=${next}#instances`, first: after && '?#instances' },
      generalInfo: [...generalStats, ...applicationStats],
      instanceInfo: [
        ['ipAddr', instance.ipAddr ?? ''],
        ['status', instance.status],
      ],
      serviceUrl: this.#serviceUrl(request),
    });
  }

  #links(path: string, home: string): PageLinks {
    return linksFrom(path, home, this.apiUrlPath, { style: STYLE_NAME, icon: ICON_NAME });
  }

  #homeLinks(path: string, home: string): PageLinks {
    const links = this.#links(path, home);
    if (this.assets === undefined) return links;
    const at = (name: string): string => `${links.home}${ASSETS}${name}`;
    return { ...links, dashboard: { script: at(this.assets.script), styles: this.assets.styles.map(at) } };
  }

  #lastLeases(): Html {
    return lastLeasesPage(this.core.recentLeases.cancelled, this.core.recentLeases.registered);
  }
}

function document(contentType: string, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return { kind: 'document', status: 200, contentType, body, headers: { ...SECURITY_HEADERS, ...headers } };
}
