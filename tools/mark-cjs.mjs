// Says to Node that everything under libs/*/dist/cjs is CommonJS although the packages are ESM.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const libs = new URL('../libs/', import.meta.url).pathname;
for (const lib of readdirSync(libs)) {
  const folder = join(libs, lib, 'dist/cjs');
  if (existsSync(folder)) writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
}
