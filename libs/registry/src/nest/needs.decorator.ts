import { SetMetadata } from '@nestjs/common';
import type { CustomDecorator } from '@nestjs/common';
import type { Needed } from '../security/gatekeeper.js';

export const NEEDED = 'NEST_EUREKA:NEEDED';

/** The role that a controller's route needs; without it a route needs `admin`. */
export function Needs(needed: Needed): CustomDecorator {
  return SetMetadata(NEEDED, needed);
}
