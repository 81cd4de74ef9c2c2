import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { command, lastLines } from '../harness/command.mjs';
import { cacheDirectory, interopDirectory } from '../harness/paths.mjs';
import { Unavailable } from '../harness/unavailable.mjs';

const BUILD_WITHIN_MS = 10 * 60_000;

/**
 * The runnable jar of a Maven project, built on first use and whenever its sources have changed.
 * @param {string} project its name, which is that of its folder under `java` unless `sources` is another
 * @throws {Unavailable} when Java 17, Maven or the Maven repository cannot be had
 */
export async function javaJar(project, sources = join(interopDirectory, 'java', project)) {
  const jarDirectory = join(cacheDirectory, 'java');
  const jar = join(jarDirectory, `${project}-${fingerprint(sources)}.jar`);
  await requireJava();
  if (existsSync(jar)) return jar;
  await requireMaven();
  const target = join(jarDirectory, `build-${project}-${process.pid}`);
  mkdirSync(jarDirectory, { recursive: true });
  try {
    cpSync(sources, target, { recursive: true });
    const built = await mavenPackage(target);
    if (built.output.includes('COMPILATION ERROR')) throw new Error(`${project} does not compile: ${built.output}`);
    if (built.code !== 0) throw new Unavailable(`Maven cannot build ${project}: ${lastLines(built.output, 5)}`);
    const libs = join(target, 'target');
    const name = readdirSync(libs).find((file) => file.endsWith('.jar'));
    renameSync(join(libs, name), jar);
  } finally {
    rmSync(target, { recursive: true, force: true });
  }
  return jar;
}

/** Offline first: what is in the local repository is enough after the first use. */
async function mavenPackage(cwd) {
  const goals = ['-q', '-B', '-DskipTests', 'package'];
  const offline = await command('mvn', ['-o', ...goals], { cwd, withinMs: BUILD_WITHIN_MS });
  return offline.code === 0 ? offline : await command('mvn', goals, { cwd, withinMs: BUILD_WITHIN_MS });
}

async function requireJava() {
  const { code, output } = await command('java', ['-version']);
  if (code !== 0) throw new Unavailable('no Java on this machine');
  const major = Number(/version "(\d+)/.exec(output)?.[1] ?? 0);
  if (major < 17) throw new Unavailable(`Spring Boot 4 wants Java 17, this is ${major}`);
}

async function requireMaven() {
  const { code } = await command('mvn', ['-v']);
  if (code !== 0) throw new Unavailable('no Maven on this machine, and no jar built earlier');
}

function fingerprint(directory) {
  const hash = createHash('sha256');
  for (const file of readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath ?? entry.path, entry.name))
    .sort()) {
    hash.update(file.slice(directory.length)).update('\0').update(readFileSync(file)).update('\0');
  }
  return hash.digest('hex').slice(0, 12);
}
