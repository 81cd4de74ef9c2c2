import type { Type } from '@nestjs/common';
import type { ModulesContainer } from '@nestjs/core';

/**
 * Moves a module in the order in which Nest runs lifecycle hooks. Nest starts the modules by their distance from the root, the
 * greatest first, and stops them the other way round; it gives global modules the greatest, which would let them leave last.
 * To be called while Nest builds the providers: it sorts the modules afterwards, once.
 */
export function placeInHookOrder(modules: ModulesContainer, type: Type<unknown>, place: 'first' | 'last'): void {
  for (const module of modules.values()) {
    if (module.metatype === type) module.distance = place === 'first' ? Infinity : -Infinity;
  }
}
