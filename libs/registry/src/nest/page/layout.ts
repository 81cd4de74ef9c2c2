import { NOTHING, html } from './html.js';
import type { Html } from './html.js';
import type { SystemStatus } from './page-facts.js';

/** Where the page's own links lead, relative to the page shown, so that a path prefix in front does not matter. */
export interface PageLinks {
  readonly home: string;
  readonly lastLeases: string;
  readonly style: string;
  readonly icon: string;
  /** The Eureka API, with a slash at its end. */
  readonly api: string;
  /** A script that takes over from the page, with its style sheets; undefined where there is none. */
  readonly dashboard: { readonly script: string; readonly styles: readonly string[] } | undefined;
}

/** A whole page around its own part. */
export function layout(content: Html, status: SystemStatus, links: PageLinks, warnings: readonly string[]): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>Eureka</title>
<link rel="icon" type="image/svg+xml" href="${links.icon}">
<link rel="stylesheet" href="${links.style}">
${dashboardTags(links)}</head>
<body>
<header>
<h1><a href="${links.home}">nest-eureka</a></h1>
<nav aria-label="Pages"><a href="${links.home}">Home</a> <a href="${links.lastLeases}">Last 1000 since startup</a></nav>
</header>
<main>
${warnings.map((warning) => html`<p class="banner" role="alert">${warning}</p>`)}
${systemStatusSection(status)}
${content}
</main>
</body>
</html>
`.text;
}

/** The script finds the API and the page's own files by the attributes, relative to the page. */
function dashboardTags({ api, home, dashboard }: PageLinks): Html {
  if (dashboard === undefined) return NOTHING;
  const styles = dashboard.styles.map(
    (style) => html`<link rel="stylesheet" href="${style}">
`,
  );
  return html`${styles}<script type="module" id="dashboard-script" src="${dashboard.script}" data-api="${api}" data-home="${home}"></script>
`;
}

function systemStatusSection(status: SystemStatus): Html {
  return html`<section aria-labelledby="system-status">
<h2 id="system-status">System Status</h2>
<div class="columns">
${factsTable([
  ['Environment', status.environment],
  ['Data center', status.datacenter],
])}
${factsTable([
  ['Current time', status.currentTime],
  ['Uptime', status.uptime],
  ['Lease expiration enabled', String(status.leaseExpirationEnabled)],
  ['Renews threshold', String(status.renewsThreshold)],
  ['Renews (last min)', String(status.renewsLastMinute)],
])}
</div>
${status.banner === undefined ? NOTHING : html`<p class="banner" role="alert">${status.banner}</p>`}
${status.holds.map((hold) => html`<p class="reason">${hold.reason}</p>`)}
</section>`;
}

/** A table of names and values. */
export function factsTable(facts: readonly (readonly [string, string])[]): Html {
  return html`<table class="facts"><tbody>
${facts.map(
  ([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>
`,
)}</tbody></table>`;
}
