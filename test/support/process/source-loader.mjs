import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transform } from '@swc/core';
import { bundleOf } from '../../../tools/bundle-of.mjs';
import { swcOptions } from '../../../tools/swc-options.mjs';

const bundles = process.env.TEST_BUNDLES;

/** Within sources `./a.js` is `./a.ts`. */
export function resolve(specifier, context, next) {
  const isName = /^@?[a-z]/.test(specifier) && !specifier.includes(':');
  const bundle = isName && bundles !== undefined ? `${bundles}/${bundleOf(specifier)}` : undefined;
  if (bundle !== undefined && existsSync(bundle)) return { url: pathToFileURL(bundle).href, shortCircuit: true };
  const isRelative = specifier.startsWith('.') && context.parentURL?.endsWith('.ts');
  return next(isRelative ? specifier.replace(/\.js$/, '.ts') : specifier, context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const { code } = await transform(await readFile(fileURLToPath(url), 'utf8'), {
    configFile: false,
    swcrc: false,
    ...swcOptions,
  });
  return { format: 'module', source: code, shortCircuit: true };
}
