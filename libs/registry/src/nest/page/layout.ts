import { NOTHING, html } from './html.js';
import type { Html } from './html.js';
import type { SystemStatus } from './page-facts.js';

/** Where the page's own links lead, relative to the page shown, so that a path prefix in front does not matter. */
export interface PageLinks {
  readonly home: string;
  readonly lastLeases: string;
  readonly style: string;
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
<link rel="stylesheet" href="${links.style}">
</head>
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
