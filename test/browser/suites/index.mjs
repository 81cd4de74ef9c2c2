import { finding } from './finding.mjs';
import { hostile } from './hostile.mjs';
import { keyboard } from './keyboard.mjs';
import { large } from './large.mjs';
import { looking } from './looking.mjs';
import { operating } from './operating.mjs';
import { ordering } from './ordering.mjs';
import { outages } from './outages.mjs';
import { prefix } from './prefix.mjs';
import { signing } from './signing.mjs';
import { speaking } from './speaking.mjs';

/** The longest first. */
export const suites = [
  outages,
  signing,
  operating,
  looking,
  hostile,
  ordering,
  speaking,
  finding,
  prefix,
  keyboard,
  large,
];
