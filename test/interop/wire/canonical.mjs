const LIST_KEYS = { application: 'name', instance: 'instanceId' };

/**
 * Makes two bodies comparable: lists whose order is a hash map's become objects by name, and a delta loses the entries
 * from before `since` (another group's history).
 * @param {number} since epoch ms
 */
export function canonicalBody(body, { since = 0 } = {}) {
  if (Array.isArray(body)) return body.map((item) => canonicalBody(item, { since }));
  if (body === null || typeof body !== 'object') return body;
  return Object.fromEntries(Object.entries(body).map(([key, value]) => [key, canonicalMember(key, value, since)]));
}

function canonicalMember(key, value, since) {
  if (!(key in LIST_KEYS) || !Array.isArray(value)) return canonicalBody(value, { since });
  const byName = {};
  for (const item of value) {
    if (isHistory(key, item, since)) continue;
    const member = canonicalBody(item, { since });
    byName[freeName(byName, nameOf(key, item))] = member;
  }
  return { '(by name)': byName };
}

function isHistory(key, item, since) {
  if (since === 0) return false;
  if (key === 'application')
    return [].concat(item.instance ?? []).every((instance) => isHistory('instance', instance, since));
  return Number(item.lastUpdatedTimestamp) < since;
}

function nameOf(key, item) {
  return item?.[LIST_KEYS[key]] ?? item?.hostName ?? '(unnamed)';
}

function freeName(taken, name) {
  let free = name;
  for (let again = 2; free in taken; again++) free = `${name} #${again}`;
  return free;
}
