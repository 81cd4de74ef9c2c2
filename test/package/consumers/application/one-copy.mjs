import assert from 'node:assert/strict';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
const packages = [
  'dashboard',
  'registry',
  'discovery',
  'discovery/testing',
  'discovery/moving-over',
  'protocol',
  'config',
  'transport',
  'time',
  'time/testing',
];

for (const name of packages.map((part) => `@nest-eureka/${part}`)) {
  const imported = await import(name);
  const required = require(name);
  assert.deepEqual(Object.keys(required).toSorted(), Object.keys(imported).toSorted());
  for (const key of Object.keys(imported))
    assert.equal(required[key], imported[key], `${name} has two copies of ${key}`);
}
console.log('one copy of everything');
