import type { ServerResponse } from 'node:http';
import { anInstance } from './an-instance.js';
import type { Script } from './faulty-registry.js';

const MEGABYTES = 10;

function send(response: ServerResponse, body: string | Buffer, type = 'application/json'): void {
  response.writeHead(200, { 'content-type': type, 'content-length': Buffer.byteLength(body) }).end(body);
}

/** A registry's document, with a hash that may be a lie. */
export function applications(instances: readonly unknown[], hash: string): string {
  return JSON.stringify({
    applications: {
      versions__delta: '1',
      apps__hashcode: hash,
      application: [{ name: 'ORDERS', instance: instances }],
    },
  });
}

function manyInstances(bytes: number): readonly unknown[] {
  const size = JSON.stringify(anInstance()).length;
  return Array.from({ length: Math.ceil(bytes / size) }, (_, number) =>
    anInstance({ instanceId: `orders-${number}`, actionType: 'ADDED' }),
  );
}

/** Accepts and never answers. */
export const hanging: Script = () => {};

/** Takes everything, has one instance, and answers as a registry does. */
export const healthy: Script = (asked, response) => {
  if (asked === 'full') send(response, applications([anInstance()], 'UP_1_'));
  else if (asked === 'delta') send(response, applications([], 'UP_1_'));
  else response.writeHead(asked === 'register' ? 204 : 200).end();
};

/** The connection is reset when the client has read a part of the answer. */
export const resetting: Script = (_asked, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 10_000 });
  response.write('{"applications":{"versions__delta":"1","application":[', () => response.socket?.resetAndDestroy());
};

const GARBAGE: readonly (readonly [body: string | Buffer, type: string])[] = [
  ['', 'application/json'],
  ['{', 'application/json'],
  ['null', 'application/json'],
  ['[]', 'application/json'],
  ['"applications"', 'application/json'],
  ['{"applications":5}', 'application/json'],
  ['{"applications":{"application":"x"}}', 'application/json'],
  ['{"applications":{"application":[null,5,{"name":7,"instance":[null,"x",{"port":{}}]}]}}', 'application/json'],
  ['['.repeat(100_000), 'application/json'],
  [`{"applications":${'{"application":'.repeat(20_000)}`, 'application/json'],
  [Buffer.from([0xff, 0xfe, 0x00, 0xd8, 0x80]), 'application/json'],
  ['<applications><application><name>X</nam', 'application/xml'],
  ['<!DOCTYPE a [<!ENTITY b "c"><!ENTITY d "&b;&b;&b;">]><applications>&d;</applications>', 'application/xml'],
  ['<html><body>Sign in to the hotel</body></html>', 'text/html'],
  [Buffer.alloc(1000, 0x1f), 'application/octet-stream'],
];

/** A different kind of nonsense each time, to every call; also what says gzip and is none. */
export function talkingNonsense(): Script {
  let turn = 0;
  return (_asked, response) => {
    const [body, type] = GARBAGE[turn % GARBAGE.length] as (typeof GARBAGE)[number];
    const isZipped = turn % (GARBAGE.length + 1) === 0;
    turn++;
    response.writeHead(200, { 'content-type': type, ...(isZipped && { 'content-encoding': 'gzip' }) }).end(body);
  };
}

/** Answers of 10 MB: of instances, which change each time, and of nothing that can be read. */
export function answeringAtLength(): Script {
  const bytes = MEGABYTES * 1024 * 1024;
  const many = manyInstances(bytes);
  const full = Buffer.from(applications(many, `UP_${many.length}_`));
  const garbage = Buffer.alloc(bytes, '{"applications":');
  return (asked, response, request) => {
    // deltas are as large, so that nothing is ever small
    if (asked === 'full' || asked === 'delta') send(response, full);
    else if (asked === 'register') response.writeHead(204).end();
    else if (request.method === 'PUT') send(response, garbage);
    else response.writeHead(200).end();
  };
}

/** No hash of this registry ever agrees with what it has. */
export const hashingWrong: Script = (asked, response, request) => {
  if (asked === 'full' || asked === 'delta') {
    send(response, applications([anInstance({ actionType: 'MODIFIED' })], 'UP_7_DOWN_3_'));
  } else healthy(asked, response, request);
};
