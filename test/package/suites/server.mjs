import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { stageServer } from '../../../tools/stage-server.mjs';
import { Child } from '../../interop/harness/child.mjs';
import { command } from '../../interop/harness/command.mjs';
import { repositoryDirectory } from '../../interop/harness/paths.mjs';
import { freePort } from '../../interop/harness/ports.mjs';
import { installInto } from '../install-consumer.mjs';
import { mustRun } from '../must-run.mjs';

export const suite = {
  name: 'server',
  title: 'what is published as nest-eureka, installed into an empty folder',
  async run(run) {
    const { workspace } = run.settings;
    const [stage, folder] = [join(workspace, 'stage'), join(workspace, 'empty')];
    mkdirSync(folder);
    let files;
    const isInstalled = await run.case('npm packs and installs it', async () => {
      stageServer(stage);
      const output = await mustRun('npm', ['pack', stage, '--json', '--silent', '--pack-destination', workspace], {
        cwd: folder,
      });
      const [packed] = Object.values(JSON.parse(output.slice(output.search(/^[[{]/m))));
      files = packed.files.map(({ path }) => path);
      const manifest = { private: true, dependencies: { 'nest-eureka': `file:${join(workspace, packed.filename)}` } };
      writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest));
      await installInto(folder);
    });
    if (!isInstalled) return;
    await run.case('it ships the server, its licences and nothing of its sources', () => shipsTheServer(files, stage));
    await run.case('npx nest-eureka says its version and its commands', () => saysWhatItIs(folder));
    await run.case('npx nest-eureka start, doctor, list: a registry in an empty folder', () => servesFrom(folder));
  },
};

function shipsTheServer(files, stage) {
  for (const file of [
    'README.md',
    'LICENSE',
    'dist/main.js',
    'dist/cli.js',
    'dist/main.js.LEGAL.txt',
    '.env.example',
  ]) {
    assert.ok(files.includes(file), `${file} is missing`);
  }
  assert.deepEqual(
    files.filter((file) => /\.ts$|\.spec\.|\.map$|^(?:src|test|libs|tools)\//.test(file)),
    [],
  );
  for (const file of files) {
    assert.ok(!readFileSync(join(stage, file), 'utf8').includes(repositoryDirectory), `${file} names the machine`);
  }
}

/** As npm puts it into the path of scripts; `npx` would start a shell, which signals do not pass. */
const bin = (folder) => join(folder, 'node_modules/.bin/nest-eureka');

async function saysWhatItIs(folder) {
  const { version } = JSON.parse(readFileSync(join(repositoryDirectory, 'package.json'), 'utf8'));
  const output = await mustRun('npx', ['--no-install', 'nest-eureka', '--version'], { cwd: folder });
  assert.equal(output.trim().split('\n').at(-1), version);
  const help = await mustRun(bin(folder), ['--help'], { cwd: folder });
  for (const name of ['start', 'list', 'explain', 'drain', 'doctor', 'hash-password'])
    assert.match(help, new RegExp(`^ +${name}\\b`, 'm'));
}

async function servesFrom(folder) {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/eureka/`;
  const server = new Child('packed-server', bin(folder), ['start', `--server.port=${port}`], { cwd: folder });
  try {
    await server.ready('first answer', async () => (await fetch(`${url}apps`)).ok, 20_000);
    assert.match(await mustRun(bin(folder), ['doctor', url], { cwd: folder }), /Clients work here|All is well/);
    assert.equal((await mustRun(bin(folder), ['list', '--url', url], { cwd: folder })).trim(), 'nothing is registered');
    await hasEverything(port);
    const { code } = await command(bin(folder), ['doctor', `http://127.0.0.1:${port}/elsewhere/`], { cwd: folder });
    assert.equal(code, 1);
    const { code: ended } = await server.stop({ graceMs: 10_000 });
    assert.equal(ended, 0);
  } finally {
    await server.kill();
  }
  assert.deepEqual(
    readdirSync(folder).filter((name) => !['node_modules', 'package.json'].includes(name)),
    [],
    'it writes nothing to disk',
  );
}

/** What is loaded when it is first asked for, and what lies beside the bundle. */
async function hasEverything(port) {
  const at = `http://127.0.0.1:${port}`;
  for (const path of ['/actuator/prometheus', '/actuator/info', '/api-docs-json', '/eureka/x/admin']) {
    assert.equal((await fetch(at + path)).status, 200, path);
  }
  const page = await (await fetch(`${at}/`, { headers: { accept: 'text/html' } })).text();
  const [, script] = /src="\.(\/assets\/[^"]+\.js)"/.exec(page) ?? [];
  assert.ok(script, 'the page has its script');
  assert.equal((await fetch(at + script)).status, 200);
  const order = { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"app":"NOBODY"}' };
  assert.equal((await fetch(`${at}/eureka/x/admin/drain`, order)).status, 404);
}
