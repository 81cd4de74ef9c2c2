import { until } from '../harness/until.mjs';

/** What must be equal everywhere: what a client can see of an instance, but for what a node counts for itself. */
function contentOf(applications) {
  const content = {};
  for (const { name, instance } of applications.application) {
    for (const each of instance) {
      // some clients read nothing but whole numbers
      const fraction = Object.entries(each.leaseInfo).find(([, value]) => !Number.isInteger(value));
      if (fraction !== undefined) throw new Error(`${each.instanceId}: ${fraction.join(' ')}`);
      const { status, overriddenStatus, ipAddr, port, lastDirtyTimestamp } = each;
      const { '@class': _, ...metadata } = each.metadata ?? {};
      content[`${name}/${each.instanceId}`] = { status, overriddenStatus, ipAddr, port, lastDirtyTimestamp, metadata };
    }
  }
  return { hash: applications.apps__hashcode, content };
}

/** Every node's registry, as sorted text by instance. */
async function registries(nodes) {
  return Promise.all(
    nodes.map(async (node) => {
      const applications = await node.read();
      if (applications === undefined) throw new Error(`${node.name} is not ready`);
      return contentOf(applications);
    }),
  );
}

/** Undefined where all are equal and as expected, else what differs first. */
function difference(nodes, all, isExpected) {
  const [{ hash, content }, ...others] = all;
  const wrong = isExpected(content);
  if (wrong !== undefined) return `${nodes[0].name}: ${wrong}`;
  for (const [index, other] of others.entries()) {
    const name = nodes[index + 1].name;
    if (other.hash !== hash) return `${nodes[0].name} has hash ${hash}, ${name} ${other.hash}`;
    for (const id of new Set([...Object.keys(content), ...Object.keys(other.content)])) {
      const [here, there] = [content[id], other.content[id]].map((each) => JSON.stringify(each));
      if (here !== there) return `${id}: ${nodes[0].name} ${here}, ${name} ${there}`;
    }
  }
  return undefined;
}

/**
 * Waits until all nodes show the same registry, with the same hash, and it is the expected one; resolves with how long that took, ms.
 * @param {(content: object) => string | undefined} isExpected says what is wrong with a registry
 */
export async function becomeEqual(nodes, isExpected, withinMs) {
  const from = performance.now();
  await until(
    'all nodes hold the same',
    async () => {
      const different = difference(nodes, await registries(nodes), isExpected);
      if (different !== undefined) throw new Error(different);
      return true;
    },
    { withinMs, everyMs: 50 },
  );
  return performance.now() - from;
}

/** As `isExpected`: exactly these are there, with these statuses, such as `UP` or `UP or DOWN`. */
export function exactly(statuses) {
  return (content) => {
    const shown = Object.fromEntries(Object.entries(content).map(([id, { status }]) => [id.split('/')[1], status]));
    for (const id of new Set([...Object.keys(statuses), ...Object.keys(shown)])) {
      const [is, wanted] = [shown[id] ?? 'absent', statuses[id] ?? 'absent'];
      if (!wanted.split(' or ').includes(is)) return `${id} is ${is} instead of ${wanted}`;
    }
    return undefined;
  };
}
