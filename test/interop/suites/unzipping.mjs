import { ok, strictEqual } from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, interopDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';
import { until } from '../harness/until.mjs';
import { startServerUnderTest } from '../parties/server-under-test.mjs';

const INSTANCES = 700;

const source = (name) => join(interopDirectory, 'clients', 'unzip', name);

/** Each prints the SHA-256 of what it has read. */
const readers = [
  { name: "Java's GZIPInputStream", command: 'java', args: (file) => [source('Unzip.java'), file] },
  { name: "Python's gzip", command: 'python3', args: (file) => [source('unzip.py'), file] },
  { name: "Go's compress/gzip", command: 'go', args: (file) => ['run', source('unzip.go'), file] },
  { name: 'gzip', command: 'sh', args: (file) => ['-c', 'gzip -dc "$0" | sha256sum | cut -c1-64', file] },
];

export const suite = {
  name: 'unzipping',
  title: 'Zipped answers, put together of parts, are read by every language',
  async run(run) {
    const server = await startServerUnderTest(run);
    for (let index = 0; index < INSTANCES; index++) await register(server, index);
    const folder = join(cacheDirectory, 'work', `unzipping-${process.pid}`);
    mkdirSync(folder, { recursive: true });
    run.later(() => rmSync(folder, { recursive: true }));
    const answers = await answersIn(server);
    for (const reader of readers) {
      await run.case(`${reader.name} reads them whole`, async () => {
        for (const [name, zipped] of Object.entries(answers)) {
          const file = join(folder, `${name}.gz`);
          writeFileSync(file, zipped);
          strictEqual(await digestBy(reader, file), digestOf(gunzipSync(zipped)), name);
        }
      });
    }
    await run.case('once nothing changes they are as small as Java makes them', async () => {
      const java = gzipSync(gunzipSync(answers.all), { level: 6 }).length;
      ok(
        answers.all.length > 0 && answers.all.length <= 1.5 * java,
        `${answers.all.length} bytes at once, ${java} by Java`,
      );
      if (run.settings.subject === 'java') return;
      const smaller = await until('a smaller answer', async () => {
        const now = await zippedAt(server, '/eureka/apps', 'json');
        return now.length <= java && now;
      });
      strictEqual(digestOf(gunzipSync(smaller)), digestOf(gunzipSync(answers.all)));
    });
  },
};

/** An answer after a change of a part, too: that part alone is compressed anew. */
async function answersIn(server) {
  await zippedAt(server, '/eureka/apps', 'json');
  await register(server, INSTANCES / 2, { changed: 'größe' });
  return {
    all: await zippedAt(server, '/eureka/apps', 'json'),
    xml: await zippedAt(server, '/eureka/apps', 'xml'),
    delta: await zippedAt(server, '/eureka/apps/delta', 'json'),
  };
}

async function digestBy({ command: name, args }, file) {
  const { code, output } = await command(name, args(file));
  if (code === -1) throw new Unavailable(`there is no ${name}: ${output}`);
  strictEqual(code, 0, lastLines(output));
  return output.trim();
}

const digestOf = (bytes) => createHash('sha256').update(bytes).digest('hex');

async function register({ url }, index, metadata = {}) {
  const app = `UNZIPPED-${index % 50}`;
  const instance = {
    instanceId: `host-${index}`,
    app,
    hostName: `host-${index}.example.com`,
    ipAddr: `10.0.${index >> 8}.${index & 255}`,
    status: 'UP',
    dataCenterInfo: { '@class': 'com.netflix.appinfo.InstanceInfo$DefaultDataCenterInfo', name: 'MyOwn' },
    // nobody renews it while the readers are at work
    leaseInfo: { renewalIntervalInSecs: 30, durationInSecs: 3600 },
    metadata: { zone: `eu-1${'abc'[index % 3]}`, ...metadata },
  };
  const { status } = await fetch(`${url}/eureka/apps/${app}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ instance }),
  });
  strictEqual(status, 204);
}

/** As it came over the wire. */
function zippedAt({ url }, path, format) {
  return new Promise((resolve, reject) => {
    const headers = { accept: `application/${format}`, 'accept-encoding': 'gzip' };
    const outgoing = request(`${url}${path}`, { headers }, (incoming) => {
      const chunks = [];
      incoming.on('data', (chunk) => chunks.push(chunk));
      incoming.once('error', reject);
      incoming.once('end', () => {
        strictEqual(incoming.headers['content-encoding'], 'gzip');
        resolve(Buffer.concat(chunks));
      });
    });
    outgoing.once('error', reject);
    outgoing.end();
  });
}
