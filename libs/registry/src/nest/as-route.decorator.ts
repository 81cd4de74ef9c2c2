import { SetMetadata } from '@nestjs/common';
import type { CustomDecorator } from '@nestjs/common';
import type { RouteName } from '../security/route-roles.js';

export const ROUTE_NAME = 'NEST_EUREKA:ROUTE_NAME';

/** Which row of the table of roles a controller's route has; without one it needs `admin`. */
export function AsRoute(name: RouteName): CustomDecorator {
  return SetMetadata(ROUTE_NAME, name);
}
