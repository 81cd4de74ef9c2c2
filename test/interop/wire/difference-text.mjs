import { textOf } from './raw-http.mjs';

const LONG = 400;
const MANY = 12;

/** What a reader needs to see why a case failed: the request, each field, and both answers. */
export function differenceText(request, java, ours, differences) {
  const accept = request.headers?.map(([name, value]) => `${name}: ${value}`).join(', ');
  const lines = differences
    .slice(0, MANY)
    .map(({ field, java: a, ours: b }) => `${field || '(all)'}: java ${cut(a, 160)} | ours ${cut(b, 160)}`);
  if (differences.length > MANY) lines.push(`… and ${differences.length - MANY} more`);
  return [
    `${request.method} ${cut(request.path, 200)}${accept ? ` (${cut(accept, 200)})` : ''}`,
    ...(request.body === undefined ? [] : [`body ${cut(String(request.body))}`]),
    ...lines,
    `java answered ${java.status} ${cut(bodyOf(java))}`,
    `ours answered ${ours.status} ${cut(bodyOf(ours))}`,
  ].join('\n');
}

function bodyOf(raw) {
  try {
    return textOf(raw) || '(empty)';
  } catch (error) {
    return `(${error.message})`;
  }
}

function cut(text, length = LONG) {
  const line = String(text).replaceAll('\n', ' ');
  return line.length <= length ? line : `${line.slice(0, length)}… (${line.length})`;
}
