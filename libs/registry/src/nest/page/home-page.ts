import type { Replica } from '../replicas.js';
import type { ApplicationRow, ApplicationRows, InstanceLink, StatusGroup } from './application-rows.js';
import { NOTHING, html } from './html.js';
import type { Html } from './html.js';
import { factsTable } from './layout.js';

/** What stands below the system status on `/` (server.md 8.7). */
export interface HomePage {
  readonly replicas: readonly Replica[];
  readonly applications: ApplicationRows;
  /** Instances of the whole registry. */
  readonly instances: number;
  /** What leads from here to the next page of instances and back to the first; undefined where this is it. */
  readonly turns: { readonly next: string | undefined; readonly first: string | undefined };
  readonly generalInfo: readonly (readonly [string, string])[];
  readonly instanceInfo: readonly (readonly [string, string])[];
  /** The service URL that an application is to be given. */
  readonly serviceUrl: string;
}

export function homePage(page: HomePage): Html {
  return html`<section aria-labelledby="replicas">
<h2 id="replicas">DS Replicas</h2>
${replicaList(page.replicas)}
</section>
<section aria-labelledby="instances">
<h2 id="instances">Instances currently registered with Eureka</h2>
${pageTurns(page)}<table class="instances">
<thead><tr><th scope="col">Application</th><th scope="col">AMIs</th><th scope="col">Availability Zones</th><th scope="col">Status</th></tr></thead>
<tbody>
${page.applications.rows.length === 0 ? emptyRow(page.serviceUrl) : page.applications.rows.map(applicationRow)}</tbody>
</table>
${pageTurns(page)}</section>
<section aria-labelledby="general-info">
<h2 id="general-info">General Info</h2>
${factsTable(page.generalInfo)}
</section>
<section aria-labelledby="instance-info">
<h2 id="instance-info">Instance Info</h2>
${factsTable(page.instanceInfo)}
</section>`;
}

function replicaList(replicas: readonly Replica[]): Html {
  if (replicas.length === 0) return html`<p>None: this registry stands alone.</p>`;
  return html`<ul class="replicas">
${replicas.map(
  (replica) => html`<li><a href="${replica.url}" title="${standing(replica)}">${replica.host}</a></li>
`,
)}</ul>`;
}

function standing({ available, trouble }: Replica): string {
  if (available) return 'available';
  return trouble === undefined ? 'not available' : `not available: it ${trouble}`;
}

/** Nothing where everything fits on one page. */
function pageTurns({ applications, instances, turns: { next, first } }: HomePage): Html {
  if (next === undefined && first === undefined) return NOTHING;
  const shown = applications.shown.toLocaleString('en');
  return html`<p class="turns">${shown} of ${instances.toLocaleString('en')} instances are on this page, in the order of their names.${turn(first, 'First page')}${turn(next, 'Next page')}</p>
`;
}

function turn(href: string | undefined, label: string): Html {
  return href === undefined ? NOTHING : html` <a href="${href}">${label}</a>`;
}

function emptyRow(serviceUrl: string): Html {
  return html`<tr><td colspan="4">No instances available
<p class="hint">Give an application this service URL and start it: <code>eureka.client.service-url.defaultZone=${serviceUrl}</code></p></td></tr>
`;
}

function applicationRow(row: ApplicationRow): Html {
  return html`<tr><th scope="row">${row.name}</th><td>${counts(row.images)}</td><td>${counts(row.zones)}</td><td>${[
    ...row.byStatus,
  ].map(statusGroup)}</td></tr>
`;
}

function statusGroup([status, { count, links }]: readonly [string, StatusGroup]): Html {
  const look = status === 'UP' ? 'up' : 'not-up';
  const rest = links.length < count ? html`${links.length === 0 ? NOTHING : ', '}…` : NOTHING;
  return html`<div class="${look}"><b>${status}</b> (${count}) - ${links.map(instanceLink)}${rest}</div>`;
}

function counts(entries: ReadonlyMap<string, number>): Html[] {
  return [...entries].map(([name, number], index) => html`${index === 0 ? NOTHING : ', '}<b>${name}</b> (${number})`);
}

function instanceLink({ id, href }: InstanceLink, index: number): Html {
  const separator = index === 0 ? NOTHING : ', ';
  if (href === undefined) return html`${separator}${id}`;
  return html`${separator}<a href="${href}" rel="noreferrer">${id}</a>`;
}
