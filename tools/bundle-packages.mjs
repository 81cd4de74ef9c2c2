// Makes one folder of bundles of our packages and of the large ones that they stand on, for the test suites: jest loads every module anew
// for every suite, and a registry is two thousand of them.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { bundleOf } from './bundle-of.mjs';
import { optionalPackages } from './optional-packages.mjs';
import { swcSources } from './swc-sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));
const cache = join(root, 'node_modules/.cache/test-bundles');

const KEPT_MS = 3_600_000;

const OURS = [
  '@nest-eureka/config',
  '@nest-eureka/dashboard',
  '@nest-eureka/discovery',
  '@nest-eureka/discovery/moving-over',
  '@nest-eureka/discovery/testing',
  '@nest-eureka/protocol',
  '@nest-eureka/registry',
  '@nest-eureka/registry/audit',
  '@nest-eureka/time',
  '@nest-eureka/time/testing',
  '@nest-eureka/transport',
];

/** One instance of each for a suite, whoever of the others imports it. */
const THEIRS = [
  '@nestjs/axios',
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/core/injector/instance-wrapper.js',
  '@nestjs/microservices',
  '@nestjs/passport',
  '@nestjs/platform-express',
  '@nestjs/platform-fastify',
  '@nestjs/schedule',
  '@nestjs/terminus',
  '@nestjs/testing',
  '@opentelemetry/api',
  '@opentelemetry/context-async-hooks',
  '@opentelemetry/core',
  '@opentelemetry/sdk-trace-base',
  'axios',
  'class-transformer',
  'class-validator',
  'cockatiel',
  'commander',
  'cron',
  'fast-check',
  'fastify',
  'passport',
  'prom-client',
  'rxjs',
  'undici',
  'yaml',
];

/** What stays a module of its own: what changes the process, and the clients of @nestjs/microservices. */
const external = [
  ...optionalPackages,
  '@nats-io/*',
  '@nest-eureka/dashboard/folder',
  'amqp-connection-manager',
  'amqplib',
  'ioredis',
  'kafkajs',
  'mqtt',
  'nats',
  'reflect-metadata',
];

function changesIn(path, into) {
  const stat = statSync(path);
  if (!stat.isDirectory()) return into.update(`${path} ${stat.size} ${stat.mtimeMs}\n`);
  for (const name of readdirSync(path).sort()) if (!name.endsWith('.spec.ts')) changesIn(join(path, name), into);
  return into;
}

/** Tells one state of everything that the bundles are made of from another. */
function fingerprint() {
  const hash = createHash('sha256').update(process.version);
  const libs = readdirSync(join(root, 'libs')).flatMap((lib) => [`libs/${lib}/src`, `libs/${lib}/package.json`]);
  for (const path of [...libs, 'tools', 'node_modules/.package-lock.json'])
    if (existsSync(join(root, path))) changesIn(join(root, path), hash);
  return hash.digest('hex').slice(0, 16);
}

/** Another run may still read the bundles of an hour ago. */
function removeOld() {
  if (!existsSync(cache)) return;
  for (const path of readdirSync(cache).map((name) => join(cache, name)))
    if (Date.now() - statSync(path).mtimeMs > KEPT_MS) rmSync(path, { recursive: true, force: true });
}

/** An entry that hands on every name of a package; a CommonJS package has only a default export for esbuild. */
const entries = {
  name: 'entries',
  setup(builder) {
    builder.onResolve({ filter: /^entry:/ }, ({ path }) => ({ path: path.slice('entry:'.length), namespace: 'entry' }));
    // what is loaded late is asked for its names, too
    builder.onResolve({ filter: /^[@\w]/ }, ({ path, kind }) =>
      kind === 'dynamic-import' && THEIRS.includes(path) ? { path, namespace: 'entry' } : undefined,
    );
    builder.onLoad({ filter: /.*/, namespace: 'entry' }, async ({ path }) => ({
      contents: OURS.includes(path) ? `export * from '${path}';` : await handOn(path),
      resolveDir: root,
    }));
  },
};

async function handOn(name) {
  const { default: whole, ...named } = await import(name);
  const names = Object.keys(named).filter((key) => key !== 'module.exports');
  return [
    `import * as everything from '${name}';`,
    `export const { ${names.join(', ')} } = everything;`,
    ...(whole === undefined ? [] : ['export default everything.default;']),
  ].join('\n');
}

/**
 * Bundles the packages, if one has changed since.
 * @returns the folder, and for each package the pattern of its name and its file
 */
export async function bundlePackages() {
  const folder = join(cache, fingerprint());
  const names = [...OURS, ...THEIRS];
  if (!existsSync(folder)) {
    removeOld();
    const half = `${folder}.${process.pid}`;
    await build({
      entryPoints: names.map((name) => ({ in: `entry:${name}`, out: bundleOf(name).slice(0, -'.mjs'.length) })),
      outdir: half,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      format: 'esm',
      target: 'node20',
      conditions: ['@nest-eureka/source'],
      external,
      plugins: [entries, swcSources],
      // CommonJS packages among the bundled ones ask for `require`
      banner: {
        js: "import { createRequire as bundleRequire } from 'node:module';\nconst require = bundleRequire(import.meta.url);",
      },
      logLevel: 'warning',
    });
    // whoever bundled the same meanwhile was first
    if (existsSync(folder)) rmSync(half, { recursive: true });
    else renameSync(half, folder);
  }
  const files = names.map((name) => [`^${name.replaceAll('.', String.raw`\.`)}$`, join(folder, bundleOf(name))]);
  return { folder, files: Object.fromEntries(files) };
}
