import { writeFileSync } from 'node:fs';
import {
  CONFIGURATION_ERROR_CODES,
  renderEnvExample,
  renderErrorsDoc,
  renderOptionsDoc,
} from '../libs/config/dist/esm/index.js';
import { DISCOVERY_ERROR_CODES } from '../libs/discovery/dist/esm/index.js';
import { EMBEDDING_ERROR_CODES } from '../libs/registry/dist/esm/index.js';
import { START_ERROR_CODES } from '../dist/src/start-error-codes.js';

const root = new URL('../', import.meta.url);

const texts = {
  '.env.example': renderEnvExample(),
  'docs/options.md': renderOptionsDoc(),
  'docs/errors.md': renderErrorsDoc([
    CONFIGURATION_ERROR_CODES,
    START_ERROR_CODES,
    EMBEDDING_ERROR_CODES,
    DISCOVERY_ERROR_CODES,
  ]),
};

for (const [path, text] of Object.entries(texts)) {
  writeFileSync(new URL(path, root), text);
  console.log(`written: ${path}`);
}
