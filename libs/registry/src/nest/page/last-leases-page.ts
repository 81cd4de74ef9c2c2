import type { RecentLease } from '../../core/recent-leases.js';
import { html } from './html.js';
import type { Html } from './html.js';

const TIMESTAMP = new Intl.DateTimeFormat('en-US', { dateStyle: 'medium', timeStyle: 'medium' });

/** What stands below the system status on `/lastn` (server.md 8.7). */
export function lastLeasesPage(cancelled: readonly RecentLease[], registered: readonly RecentLease[]): Html {
  return html`${table('cancelled', 'Last 1000 cancelled leases', cancelled)}${table(
    'registered',
    'Last 1000 newly registered leases',
    registered,
  )}`;
}

function table(id: string, title: string, leases: readonly RecentLease[]): Html {
  return html`<section aria-labelledby="${id}">
<h2 id="${id}">${title}</h2>
<table class="leases">
<thead><tr><th scope="col">Timestamp</th><th scope="col">Lease</th></tr></thead>
<tbody>
${leases.length === 0 ? html`<tr><td colspan="2">No results available</td></tr>` : leases.map(row)}</tbody>
</table>
</section>
`;
}

function row({ at, label }: RecentLease): Html {
  // newer ICU puts a narrow no-break space before AM and PM
  return html`<tr><td>${TIMESTAMP.format(at).replaceAll('\u202f', ' ')}</td><td>${label}</td></tr>
`;
}
