import fc from 'fast-check';

/** Items in an array, well or badly separated, or one in its place. */
function listOf(item: fc.Arbitrary<string>, other: fc.Arbitrary<string>): fc.Arbitrary<string> {
  const separator = fc.constantFrom(',', ',', ',', ' ,\n', ',,', ' ');
  const items = fc.array(fc.oneof({ weight: 3, arbitrary: item }, other), { maxLength: 4 });
  return fc.oneof(
    fc.tuple(items, separator).map(([texts, between]) => `[${texts.join(between)}]`),
    item,
    other,
  );
}

function objectOf(key: fc.Arbitrary<string>, value: fc.Arbitrary<string>, end: string[]): fc.Arbitrary<string> {
  const members = fc.array(fc.tuple(key, value), { maxLength: 3 });
  return fc
    .tuple(members, fc.constantFrom(...end))
    .map(([entries, last]) => `{${entries.map(([name, text]) => `"${name}":${text}`).join(',')}${last}}`);
}

const scalar = fc.constantFrom('1', '1.50', 'null', '""', '"}"', '"\\"]"', '[]', '{}', '[[{}]]', 'tru', '');

const instance = fc.oneof(
  fc.constantFrom('{"app":"a"}', '{ "app" : "b" }', '{"app":7.0}', '{"app":"a","metadata":{"1":2.0,"0":"x"}}'),
  fc.constantFrom(
    '{"app":"a"',
    '{"app":{}}',
    '{"app":[{}]}',
    '{]',
    '{}',
    '{"app":nul}',
    '{"app":"a","port":[[[[[1]]]]]}',
  ),
);

const applicationKey = fc.constantFrom('instance', 'instance', 'instance', 'name', 'x', String.raw`inst\u0061nce`);
const registryKey = fc.constantFrom('application', 'application', 'versions__delta', 'x');

const application = objectOf(applicationKey, listOf(instance, scalar), ['', '', '', ',', ' ']);
const registry = objectOf(registryKey, listOf(application, scalar), ['', '', '', ',']);

const frame = fc.oneof(
  fc.constant('{"applications":%}'),
  fc.constantFrom('\uFEFF {"applications":%} {', '{"applications":%', '{"x":%}', '{"applications":%,"x":{}}'),
  fc.constantFrom('{"applications":[%]}', '[%]', '%'),
);

/**
 * Registries that no server writes: keys repeated, at the wrong place or escaped, values of the wrong kind, what is no JSON;
 * some can be read.
 */
export const oddRegistry: fc.Arbitrary<string> = fc
  .tuple(registry, frame)
  .map(([content, around]) => around.replace('%', () => content));
