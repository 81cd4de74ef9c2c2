import type { INestApplicationContext } from '@nestjs/common';
import { ModulesContainer, NestApplication, NestApplicationContext } from '@nestjs/core';

/** As the classes of Nest have it; other hooks, such as the pause of Terminus' graceful shutdown, look at the signal. */
export interface StartedApplication extends INestApplicationContext {
  close(signal?: string): Promise<void>;
}

type Applications = WeakMap<ModulesContainer, StartedApplication>;

/** What a prototype of Nest's is taken for here: each kind of application calls this once, when it starts. */
interface Starting extends StartedApplication {
  callInitHook?: (this: Starting) => Promise<void>;
}

/** Known to every copy of this package, ES module or CommonJS. */
const APPLICATIONS = Symbol.for('nest-eureka:applications');

/**
 * Notes each Nest application that starts from now on. Nest lets nobody inject the application itself, and to close it on a
 * signal takes just that. A second call changes nothing.
 */
export function noteApplications(): void {
  const prototype = NestApplicationContext.prototype as unknown as Starting & { [APPLICATIONS]?: Applications };
  const { callInitHook } = prototype;
  if (prototype[APPLICATIONS] !== undefined || callInitHook === undefined) return;
  const applications: Applications = new WeakMap();
  prototype[APPLICATIONS] = applications;
  prototype.callInitHook = function (this: Starting) {
    const modules = this.get(ModulesContainer, { strict: false });
    // a microservice connected to an HTTP application has the same modules, and closing it closes only itself
    if (!applications.has(modules) || this instanceof NestApplication) applications.set(modules, this);
    return callInitHook.call(this);
  };
}

/** The application that these modules are of; undefined before it starts. */
export function applicationOf(modules: ModulesContainer): StartedApplication | undefined {
  const prototype = NestApplicationContext.prototype as unknown as { [APPLICATIONS]?: Applications };
  return prototype[APPLICATIONS]?.get(modules);
}
