// Says to Node that everything under libs/*/dist/cjs is CommonJS although the packages are ESM.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const libs = fileURLToPath(new URL('../libs/', import.meta.url));
for (const lib of readdirSync(libs)) {
  const folder = join(libs, lib, 'dist/cjs');
  if (existsSync(folder)) writeFileSync(join(folder, 'package.json'), '{"type":"commonjs"}\n');
}
