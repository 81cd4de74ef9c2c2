import { looking } from './looking.mjs';
import { hostile } from './hostile.mjs';
import { operating } from './operating.mjs';
import { prefix } from './prefix.mjs';
import { signing } from './signing.mjs';
import { large } from './large.mjs';
import { outages } from './outages.mjs';

export const suites = [looking, hostile, operating, prefix, signing, outages, large];
