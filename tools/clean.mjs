// Removes what the build has made.
import { readdirSync, rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';

const root = fileURLToPath(new URL('..', import.meta.url));
for (const folder of [root, ...readdirSync(join(root, 'libs')).map((lib) => join(root, 'libs', lib))]) {
  rmSync(join(folder, 'dist'), { recursive: true, force: true });
}
