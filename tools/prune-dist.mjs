// Takes from libs/*/dist what is left of sources that were removed or are no longer built: it would be packed otherwise.
import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const libs = fileURLToPath(new URL('../libs/', import.meta.url));
const OUTPUT = /(?:\.js|\.d\.ts)(?:\.map)?$/;

/** Paths without ending of everything that the last build of a folder was made of, relative to the sources. */
function builtNames(folder, sources) {
  const { fileNames } = JSON.parse(readFileSync(join(folder, '.tsbuildinfo'), 'utf8'));
  return new Set(fileNames.map((name) => relative(sources, resolve(folder, name)).replace(/\.ts$/, '')));
}

for (const lib of readdirSync(libs)) {
  for (const format of ['esm', 'cjs']) {
    const folder = join(libs, lib, 'dist', format);
    if (!existsSync(join(folder, '.tsbuildinfo'))) continue;
    const built = builtNames(folder, join(libs, lib, 'src'));
    for (const path of readdirSync(folder, { recursive: true })) {
      if (OUTPUT.test(path) && !built.has(path.replace(OUTPUT, ''))) rmSync(join(folder, path));
    }
  }
}
