import { html, NOTHING } from '../page/html.js';
import type { Html } from '../page/html.js';
import type { ApiDocument, ApiOperation } from './api-document.js';

interface Call {
  readonly path: string;
  readonly method: string;
  readonly operation: ApiOperation;
}

/** The document for people: no script, nothing from elsewhere. Links are relative, for the page may stand behind a prefix. */
export function apiPage({ info, tags, paths }: ApiDocument): string {
  const calls = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): Call => ({ path, method: method.toUpperCase(), operation })),
  );
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${info.title} API</title>
<link rel="stylesheet" href="api-docs.css">
</head>
<body>
<header><h1>${info.title} API</h1><p>${info.version} · <a href="api-docs-json">OpenAPI document</a></p></header>
<main>
<p>${info.description}</p>
${tags.map((tag) => section(tag, calls))}
</main>
</body>
</html>
`;
  return page.text;
}

function section({ name, description }: ApiDocument['tags'][number], calls: readonly Call[]): Html {
  const own = calls.filter(({ operation }) => operation.tags.includes(name));
  return html`<section><h2>${name}</h2><p>${description}</p>${own.map(callEntry)}</section>`;
}

function callEntry({ path, method, operation }: Call): Html {
  const { summary, parameters, responses } = operation;
  const role = operation['x-role'];
  return html`<details>
<summary><code>${method} ${path}</code> ${summary} <small>${role === 'nothing' ? 'open to everybody' : `role ${role}`}</small></summary>
${parameters.length === 0 ? NOTHING : html`<table><thead><tr><th scope="col">parameter</th><th scope="col">in</th><th scope="col">what</th></tr></thead><tbody>${parameters.map(parameterRow)}</tbody></table>`}
<table><thead><tr><th scope="col">status</th><th scope="col">means</th></tr></thead><tbody>${Object.entries(responses).map(responseRow)}</tbody></table>
</details>`;
}

function parameterRow({ name, in: place, description }: ApiOperation['parameters'][number]): Html {
  return html`<tr><td><code>${name}</code></td><td>${place}</td><td>${description ?? ''}</td></tr>`;
}

function responseRow([status, { description }]: readonly [string, { readonly description: string }]): Html {
  return html`<tr><td>${status}</td><td>${description}</td></tr>`;
}

export const API_PAGE_STYLE = `:root { color-scheme: light dark; }
body { margin: 0 auto; max-width: 60rem; padding: 1rem 1.5rem 3rem; font: 15px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.25rem; margin: 0; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .25rem; }
details { border-bottom: 1px solid #8884; padding: .3rem 0; }
summary { cursor: pointer; overflow-wrap: anywhere; }
code { font: 13px/1.4 ui-monospace, monospace; }
table { border-collapse: collapse; width: 100%; margin: .4rem 0; }
th, td { text-align: left; padding: .25rem .6rem; vertical-align: top; overflow-wrap: anywhere; }
`;
