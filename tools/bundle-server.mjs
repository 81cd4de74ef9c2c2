// Makes dist/main.js and dist/cli.js of the sources and everything they import: one file loads in a third of the time that hundreds take.
import { cpSync, existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { optionalPackages } from './optional-packages.mjs';
import { swcSources } from './swc-sources.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

// what the server does without or loads when it is used
const external = [
  ...optionalPackages,
  '@nestjs/axios',
  '@nestjs/platform-express',
  'class-transformer',
  'class-validator',
  // Node keeps its deprecation warnings of packages in node_modules to itself
  'passport-http',
];

/**
 * What Nest looks for at each start and would load where it is installed, as in this repository: a second copy of half of Nest, which the
 * server has no use for. To it they are never installed.
 */
const neverInstalled = {
  name: 'never-installed',
  setup(bundler) {
    bundler.onResolve({ filter: /^@nestjs\/(?:microservices|websockets)(?:\/|$)/ }, ({ path }) => ({
      path,
      namespace: 'never-installed',
    }));
    bundler.onLoad({ filter: /./, namespace: 'never-installed' }, ({ path }) => ({
      contents: `throw Object.assign(new Error(${JSON.stringify(`${path} is not in the server`)}), { code: 'ERR_MODULE_NOT_FOUND' });`,
    }));
  },
};

const options = {
  bundle: true,
  platform: 'node',
  format: 'esm',
  target: 'node20',
  conditions: ['@nest-eureka/source', 'module-sync'],
  external,
  plugins: [neverInstalled, swcSources],
  // names stay as they are, for stack traces and for Nest, which tells classes by name; keepNames would name each closure anew
  // whenever it is made, which costs a registration a tenth of its time
  minifyIdentifiers: false,
  minifySyntax: true,
  minifyWhitespace: true,
  legalComments: 'linked',
  // CommonJS packages among the bundled ones ask for `require`
  banner: {
    js: "import{createRequire as bundleRequire}from'node:module';const require=bundleRequire(import.meta.url);",
  },
  logLevel: 'warning',
};

await Promise.all([
  build({ ...options, entryPoints: [join(root, 'src/main.ts')], outfile: join(root, 'dist/main.js') }),
  // the server is loaded when the command is `start`
  build({
    ...options,
    entryPoints: [join(root, 'src/cli.ts')],
    outfile: join(root, 'dist/cli.js'),
    external: [...external, './main.js'],
  }),
]);

// the page's files for browsers lie beside the server; without them the page is as it is without scripts
const web = join(root, 'libs/dashboard/dist/web');
rmSync(join(root, 'dist/dashboard'), { recursive: true, force: true });
if (existsSync(web)) cpSync(web, join(root, 'dist/dashboard'), { recursive: true });
