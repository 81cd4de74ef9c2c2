import { existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Child } from '../harness/child.mjs';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory } from '../harness/paths.mjs';
import { freePort } from '../harness/ports.mjs';
import { Unavailable } from '../harness/unavailable.mjs';

const PACKAGE_WITHIN_MS = 180_000;

/**
 * Starts Prometheus with one job that takes its targets from a registry; scrapes nothing in earnest.
 * @param {{discovery: string[]}} options the lines that say where they come from, as they stand in the job
 * @throws {Unavailable} when it is neither installed nor in Debian's packages
 */
export async function startPrometheus({ discovery }) {
  const binary = await prometheusBinary();
  const folder = mkdtempSync(join(cacheDirectory, 'prometheus-'));
  const port = await freePort();
  const config = join(folder, 'prometheus.yml');
  writeFileSync(config, configuration(discovery));
  const child = new Child('prometheus', binary, [
    `--config.file=${config}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=127.0.0.1:${port}`,
  ]);
  const url = `http://127.0.0.1:${port}`;
  await child.ready('Prometheus is ready', async () => (await fetch(`${url}/-/ready`)).ok);
  return {
    /** The labels of every target it has discovered, before relabelling. */
    discovered: async () => {
      const { data } = await (await fetch(`${url}/api/v1/targets?state=any`)).json();
      return [...data.activeTargets, ...(data.droppedTargets ?? [])].map(({ discoveredLabels }) => discoveredLabels);
    },
    stop: async () => {
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function configuration(discovery) {
  return [
    'scrape_configs:',
    '  - job_name: registered',
    '    scrape_interval: 1h',
    ...discovery.map((line) => `    ${line}`),
    '',
  ].join('\n');
}

/** The installed one, else the one from Debian's package, unpacked beside us: nothing is installed on the machine. */
async function prometheusBinary() {
  if ((await command('prometheus', ['--version'])).code === 0) return 'prometheus';
  const folder = join(cacheDirectory, 'prometheus');
  const binary = join(folder, 'usr', 'bin', 'prometheus');
  if (existsSync(binary)) return binary;
  const unfinished = `${folder}.unfinished`;
  rmSync(unfinished, { recursive: true, force: true });
  mkdirSync(unfinished, { recursive: true });
  await download(unfinished);
  const archive = readdirSync(unfinished).find((name) => name.endsWith('.deb'));
  const { code, output } = await command('dpkg-deb', ['-x', archive, '.'], { cwd: unfinished });
  if (code !== 0) throw new Unavailable(`the package of Prometheus cannot be unpacked: ${lastLines(output, 3)}`);
  renameSync(unfinished, folder);
  return binary;
}

async function download(cwd) {
  // apt's own sandbox user may not write here
  const args = ['-o', 'APT::Sandbox::User=root', 'download', 'prometheus'];
  const first = await command('apt-get', args, { cwd, withinMs: PACKAGE_WITHIN_MS });
  if (first.code === 0) return;
  // a fresh machine has no package lists yet; only root can fetch them
  if (process.getuid?.() === 0) await command('apt-get', ['update'], { withinMs: PACKAGE_WITHIN_MS });
  const again = await command('apt-get', args, { cwd, withinMs: PACKAGE_WITHIN_MS });
  if (again.code !== 0)
    throw new Unavailable(`Prometheus is not installed and cannot be had: ${lastLines(again.output, 2)}`);
}
