// Lays out what is published as `nest-eureka`: the bundled server with its command line, and the few packages that it loads itself.
// The workspace's root stays private, so that nobody publishes sources, tests and tools by mistake.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const read = (path) => JSON.parse(readFileSync(join(root, path), 'utf8'));
const SHIPPED = [
  'dist/main.js',
  'dist/main.js.LEGAL.txt',
  'dist/cli.js',
  'dist/cli.js.LEGAL.txt',
  'README.md',
  'LICENSE',
  'CHANGELOG.md',
  '.env.example',
];

/** Writes the package into `destination`, which is emptied first. Needs a build. */
export function stageServer(destination) {
  rmSync(destination, { recursive: true, force: true });
  mkdirSync(join(destination, 'dist'), { recursive: true });
  for (const path of SHIPPED) cpSync(join(root, path), join(destination, path));
  const dashboard = 'dist/dashboard';
  if (existsSync(join(root, dashboard)))
    cpSync(join(root, dashboard), join(destination, dashboard), { recursive: true });
  const { name, version, description, license, engines } = read('package.json');
  const manifest = {
    name,
    version,
    description,
    license,
    keywords: ['eureka', 'service-registry', 'service-discovery', 'nestjs', 'spring-cloud'],
    type: 'module',
    bin: { 'nest-eureka': './dist/cli.js' },
    exports: { './package.json': './package.json' },
    files: ['dist', '.env.example', 'CHANGELOG.md'],
    engines,
    dependencies: loadedPackages(),
  };
  writeFileSync(join(destination, 'package.json'), `${JSON.stringify(manifest, undefined, 2)}\n`);
}

/** Our dependencies that the bundles leave to be loaded, with their versions. */
function loadedPackages() {
  const bundles = ['dist/main.js', 'dist/cli.js'].map((path) => readFileSync(join(root, path), 'utf8'));
  const manifests = [
    'package.json',
    ...readdirSync(join(root, 'libs')).map((lib) => join('libs', lib, 'package.json')),
  ];
  const known = Object.assign({}, ...manifests.map((path) => read(path).dependencies));
  const isLoaded = (name) =>
    bundles.some(
      (text) =>
        text.includes(`import("${name}")`) || text.includes(`from"${name}"`) || text.includes(`require("${name}")`),
    );
  const loaded = Object.entries(known).filter(([name]) => !name.startsWith('@nest-eureka/') && isLoaded(name));
  return Object.fromEntries(loaded.sort(([one], [other]) => one.localeCompare(other)));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const destination = join(root, process.argv[2] ?? 'dist/package');
  stageServer(destination);
  process.stdout.write(`${destination}: publish it with "npm publish ${destination}"\n`);
}
