import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { join } from 'node:path';
import { interopDirectory } from '../harness/paths.mjs';

/** Headers that belong to the connection the recording was made on. */
const OF_THE_RECORDING = new Set(['host', 'content-length', 'connection']);

/**
 * The requests of a recording, in order: `{ name, method, path, headers, body, pauseMs?, waitsFor? }`.
 * A comment "pause 2 s" becomes `pauseMs`, one that names an event becomes `waitsFor`.
 * Lines: `=== name`, `# comment`, `> request line or header`, `>|body`, `>gz|body to be zipped`, `>b64 body`, `< …` the answer.
 */
export function recordedRequests(fileName) {
  const requests = [];
  const seen = new Map();
  let waiting = {};
  for (const line of readFileSync(join(interopDirectory, 'captures', fileName), 'utf8').split('\n')) {
    const current = requests.at(-1);
    if (line.startsWith('=== ')) {
      requests.push({ name: uniqueName(line.slice(4), seen), headers: [], ...waiting });
      waiting = {};
    } else if (line.startsWith('# ')) waiting = waitOf(line);
    else if (line.startsWith('>|')) addBody(current, line.slice(2), 'plain');
    else if (line.startsWith('>gz|')) addBody(current, line.slice(4), 'gzip');
    else if (line.startsWith('>b64 ')) current.body = Buffer.from(line.slice(5), 'base64');
    else if (line.startsWith('> ')) addHead(current, line.slice(2));
  }
  return requests.map(({ bodyCoding, ...request }) =>
    bodyCoding === 'gzip' ? { ...request, body: gzipSync(request.body) } : request,
  );
}

function uniqueName(name, seen) {
  const times = (seen.get(name) ?? 0) + 1;
  seen.set(name, times);
  return times === 1 ? name : `${name} (${times})`;
}

function waitOf(comment) {
  const pause = /pause ([\d.]+) s/.exec(comment);
  if (pause) return { pauseMs: Number(pause[1]) * 1000 };
  if (/pause until|after the waiting time/.test(comment)) return { waitsFor: comment.slice(2) };
  return {};
}

function addHead(request, line) {
  if (request.method === undefined) {
    const [method, ...rest] = line.split(' ');
    Object.assign(request, { method, path: rest.slice(0, -1).join(' ') });
    return;
  }
  const colon = line.indexOf(':');
  const name = line.slice(0, colon);
  if (!OF_THE_RECORDING.has(name.toLowerCase())) request.headers.push([name, line.slice(colon + 1).trim()]);
  else if (name.toLowerCase() === 'content-length' && line.endsWith(': 0')) request.headers.push([name, '0']);
}

function addBody(request, line, coding) {
  request.body = request.body === undefined ? line : `${request.body}\n${line}`;
  request.bodyCoding = coding;
}
