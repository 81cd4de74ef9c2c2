import { spawn, spawnSync } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));
const build = fileURLToPath(new URL('../tools/build-if-needed.mjs', import.meta.url));
const localNames = new URL('local-names.mjs', import.meta.url).href;

/**
 * Starts a node for each profile of an `application.yml`, all on this machine, until Ctrl-C.
 * @param {string} folder where the configuration is
 * @param {Record<string, string>} hostNames by profile: what the nodes call each other; no hosts file needs to know them
 */
export function startNodes(folder, hostNames) {
  if (spawnSync(process.execPath, [build], { stdio: 'inherit' }).status !== 0) process.exit(1);
  const env = { ...process.env, LOCAL_NAMES: Object.values(hostNames).join(',') };
  const nodes = Object.keys(hostNames).map((profile) => {
    const args = ['--import', localNames, main, `--spring.profiles.active=${profile}`];
    const node = spawn(process.execPath, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    for (const output of [node.stdout, node.stderr]) {
      createInterface({ input: output }).on('line', (line) => say(profile, line));
    }
    node.once('exit', (code) => {
      say(profile, 'has ended');
      if (code !== 0 && code !== null) process.exitCode = 1;
    });
    return node;
  });
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => nodes.forEach((node) => node.kill(signal)));
}

function say(profile, line) {
  process.stdout.write(`${profile} | ${line}\n`);
}
