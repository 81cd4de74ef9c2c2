const DAY_MS = 86_400_000;
/** Both servers get a request within a few milliseconds of one another; a busy machine stretches that. */
const TOLERANCE_MS = 2_500;
const SERVER_TIMES = new Set([
  'registrationTimestamp',
  'lastRenewalTimestamp',
  'evictionTimestamp',
  'serviceUpTimestamp',
  'lastUpdatedTimestamp',
  'lastDirtyTimestamp',
]);
/** Where member order is a hash map's. */
const UNORDERED = new Set(['metadata', '(by name)']);
/** Machine dependent: only the names are compared. */
const NAMES_ONLY = new Set(['generalStats', 'instanceInfo']);

/**
 * All differences between two values as `{ field, java, ours }`, `field` a dotted path; absent is `(absent)`.
 * Values that vary from run to run are compared by rule: server times within a tolerance, delta versions by kind,
 * error timestamps by type.
 * @param {{ignore?: (field: string, key: string) => boolean, toleranceMs?: number}} options
 */
export function differences(java, ours, { ignore = () => false, toleranceMs = TOLERANCE_MS } = {}) {
  const found = [];
  compare(java, ours, [], { found, ignore, toleranceMs });
  return found;
}

function compare(java, ours, path, rules) {
  const { found, ignore, toleranceMs } = rules;
  const key = path.at(-1) ?? '';
  const field = path.join('.');
  if (ignore(field, key)) return;
  if (isObject(java) && isObject(ours)) compareMembers(java, ours, path, rules);
  else if (!sameValue(key, java, ours, toleranceMs)) found.push({ field, java: shown(java), ours: shown(ours) });
}

function compareMembers(java, ours, path, rules) {
  const [javaKeys, ourKeys] = [Object.keys(java), Object.keys(ours)];
  const common = javaKeys.filter((key) => key in ours);
  for (const key of new Set([...javaKeys, ...ourKeys])) {
    if (path.some((part) => NAMES_ONLY.has(part)) && key in java && key in ours) continue;
    compare(java[key], ours[key], [...path, key], rules);
  }
  if (UNORDERED.has(path.at(-1))) return;
  const [a, b] = [common.join(), ourKeys.filter((key) => key in java).join()];
  if (a !== b) rules.found.push({ field: [...path, '(order)'].join('.'), java: a, ours: b });
}

function sameValue(key, java, ours, toleranceMs) {
  if (Object.is(java, ours)) return true;
  if (typeof java !== typeof ours) return false;
  if (key === 'timestamp') return true;
  if (key === 'versions__delta') return Number(java) > 0 && Number(ours) > 0;
  return SERVER_TIMES.has(key) && isNow(java) && isNow(ours) && Math.abs(Number(java) - Number(ours)) <= toleranceMs;
}

function isNow(time) {
  return Math.abs(Number(time) - Date.now()) < DAY_MS;
}

function isObject(value) {
  return value !== null && typeof value === 'object';
}

function shown(value) {
  if (value === undefined) return '(absent)';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
