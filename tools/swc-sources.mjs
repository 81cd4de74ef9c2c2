import { readFileSync } from 'node:fs';
import { transform } from '@swc/core';
import { swcOptions } from './swc-options.mjs';

/** For esbuild: TypeScript by swc, which writes down the types that decorators ask for; esbuild leaves them out. */
export const swcSources = {
  name: 'swc-sources',
  setup(builder) {
    builder.onLoad({ filter: /\.ts$/ }, async ({ path: filename }) => {
      const source = readFileSync(filename, 'utf8');
      const { code } = await transform(source, { configFile: false, swcrc: false, filename, ...swcOptions });
      return { contents: code, loader: 'js' };
    });
  },
};
