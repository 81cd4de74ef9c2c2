import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { command } from '../interop/harness/command.mjs';
import { Unavailable } from '../interop/harness/unavailable.mjs';
import { mustRun } from './must-run.mjs';

const templates = fileURLToPath(new URL('consumers/', import.meta.url));
const INSTALL_WITHIN_MS = 600_000;
const PROBE_WITHIN_MS = 60_000;

/** Installs one application with the tarballs, without force; gives its folder. */
export async function installConsumer(consumer, { workspace, packages }) {
  const folder = join(workspace, consumer.name);
  cpSync(join(templates, consumer.name), folder, { recursive: true });
  for (const { name } of consumer.variants)
    cpSync(join(templates, 'application'), join(folder, name, 'src'), { recursive: true });

  const file = join(folder, 'package.json');
  const manifest = JSON.parse(readFileSync(file, 'utf8'));
  for (const { name, tarball } of packages) manifest.dependencies[name] = `file:${tarball}`;
  writeFileSync(file, JSON.stringify(manifest));
  const output = await installInto(folder);
  if (/ERESOLVE|overriding peer|invalid:/.test(output))
    throw new Error(`npm had to bend a peer dependency:\n${output}`);
  return folder;
}

/** Installs what the `package.json` of a folder names; tells a registry that is out of reach from a package that is wrong. */
export async function installInto(folder) {
  try {
    return await mustRun('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'], {
      cwd: folder,
      withinMs: INSTALL_WITHIN_MS,
    });
  } catch (error) {
    // npm tells of a registry that does not answer in many ways, one of them being a conflict of versions
    const { code, output } = await command('npm', ['view', 'rxjs', 'version', '--prefer-online'], {
      cwd: folder,
      withinMs: PROBE_WITHIN_MS,
    });
    if (code === 0) throw error;
    throw new Unavailable(
      `the package registry cannot be reached: ${output.split('\n').find((line) => line.includes('error')) ?? ''}`,
    );
  }
}

const SHOWN = [
  '@nestjs/common',
  '@nestjs/schedule',
  '@nestjs/terminus',
  '@nestjs/passport',
  'passport',
  'rxjs',
  'typescript',
];

/** The versions that npm chose, as one line. */
export function installedVersions(folder) {
  return SHOWN.map((name) => {
    const { version } = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
    return `${name} ${version}`;
  }).join(', ');
}
