import { deepStrictEqual } from 'node:assert/strict';
import { readAnswer } from '../wire/answer.mjs';
import { canonicalBody } from '../wire/canonical.mjs';
import { differences } from '../wire/difference.mjs';

const now = Date.now();
const answer = (status, body, headers = {}) => ({
  status,
  headers: new Map(Object.entries(headers)),
  body: Buffer.from(body),
});
const apps = (...ids) =>
  JSON.stringify({
    applications: { application: [{ name: 'A', instance: ids.map((instanceId) => ({ instanceId })) }] },
  });
const instance = (changes) => JSON.stringify({ instance: { a: 1, b: 2, ...changes } });

/** Two answers and the fields in which they differ. */
const table = [
  ['equal answers', answer(200, '{"a":1}'), answer(200, '{"a":1}'), []],
  ['another status', answer(200, ''), answer(204, ''), ['status']],
  [
    'another content type',
    answer(200, '', { 'content-type': 'a/b' }),
    answer(200, '', { 'content-type': 'a/c' }),
    ['headers.content-type'],
  ],
  ['a header that belongs to the container', answer(200, '', { date: 'x' }), answer(200, ''), []],
  ['a document instead of nothing', answer(404, ''), answer(404, '{"status":404}'), ['form', 'body']],
  ['another text', answer(400, 'Missing hostname'), answer(400, 'Missing host'), ['body']],
  [
    'a number instead of a text',
    answer(200, instance({ a: 1 })),
    answer(200, instance({ a: '1' })),
    ['body.instance.a'],
  ],
  ['a member that is missing', answer(200, instance({ c: 3 })), answer(200, instance({})), ['body.instance.c']],
  ['members in another order', answer(200, '{"a":1,"b":2}'), answer(200, '{"b":2,"a":1}'), ['body.(order)']],
  [
    'metadata in another order',
    answer(200, '{"metadata":{"a":1,"b":2}}'),
    answer(200, '{"metadata":{"b":2,"a":1}}'),
    [],
  ],
  ['instances in another order', answer(200, apps('x', 'y')), answer(200, apps('y', 'x')), []],
  [
    'an instance too few',
    answer(200, apps('x', 'y')),
    answer(200, apps('x')),
    ['body.applications.application.(by name).A.instance.(by name).y'],
  ],
  [
    'an instance twice',
    answer(200, apps('x')),
    answer(200, apps('x', 'x')),
    ['body.applications.application.(by name).A.instance.(by name).x #2'],
  ],
  [
    'server times that are near',
    answer(200, `{"registrationTimestamp":${now}}`),
    answer(200, `{"registrationTimestamp":${now + 900}}`),
    [],
  ],
  [
    'server times that are far',
    answer(200, `{"registrationTimestamp":${now}}`),
    answer(200, `{"registrationTimestamp":${now + 15_000}}`),
    ['body.registrationTimestamp'],
  ],
  [
    'a time that a client sent',
    answer(200, '{"lastDirtyTimestamp":"1700000000000"}'),
    answer(200, '{"lastDirtyTimestamp":"1700000000001"}'),
    ['body.lastDirtyTimestamp'],
  ],
  [
    'no time and some time',
    answer(200, '{"evictionTimestamp":0}'),
    answer(200, `{"evictionTimestamp":${now}}`),
    ['body.evictionTimestamp'],
  ],
  [
    'delta versions that both count',
    answer(200, '{"versions__delta":"1"}'),
    answer(200, '{"versions__delta":"7"}'),
    [],
  ],
  [
    'a delta version of another kind',
    answer(200, '{"versions__delta":"1"}'),
    answer(200, '{"versions__delta":1}'),
    ['body.versions__delta'],
  ],
  ['XML in another layout', answer(200, '<a>\n  <b>1</b>\n</a>'), answer(200, '<a><b>1</b></a>'), ['layout']],
  [
    'XML with another attribute',
    answer(200, '<p enabled="true">1</p>'),
    answer(200, '<p enabled="false">1</p>'),
    ['body.p.@enabled'],
  ],
  ['JSON that is cut off', answer(200, '{"a":1}'), answer(200, '{"a":1'), ['form', 'body']],
  ['XML that is cut off', answer(200, '<a>1</a>'), answer(200, '<a>1'), ['form', 'layout', 'body']],
  [
    'XML with a character it may not have',
    answer(200, '<a>1</a>'),
    answer(200, '<a>&#x1;</a>'),
    ['form', 'layout', 'body'],
  ],
  ['XML with its tags crossed', answer(200, '<a><b/></a>'), answer(200, '<a><b></a></b>'), ['form', 'layout', 'body']],
  ['XML with other references for the same text', answer(200, '<a>&quot;&#228;</a>'), answer(200, '<a>"ä</a>'), []],
  [
    'an answer that never came',
    answer(200, '{}'),
    { ...answer(0, ''), fault: 'closed' },
    ['status', 'form', 'body', 'fault'],
  ],
];

const read = (raw) => {
  const it = readAnswer(raw);
  return it.body === undefined ? it : { ...it, body: canonicalBody(it.body) };
};

export const suite = {
  name: 'comparer',
  title: 'the comparer itself sees what differs, and nothing else',
  async run(run) {
    for (const [name, java, ours, fields] of table) {
      await run.case(name, () => {
        const found = differences(read(java), read(ours)).map(({ field }) => field);
        deepStrictEqual(new Set(found), new Set(fields));
      });
    }
  },
};
