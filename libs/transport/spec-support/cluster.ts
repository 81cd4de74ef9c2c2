import { createRegistryCalls } from '../src/index.js';
import type { RegistryCalls, TransportDeps, TransportSettings } from '../src/index.js';
import { FakeRegistry } from './fake-registry.js';
import type { Answer } from './fake-registry.js';
import { depsOf, settingsFor } from './settings.js';

/** Registries and calls to them, all closed by `close`. */
export class Cluster {
  private constructor(
    readonly registries: readonly FakeRegistry[],
    readonly calls: RegistryCalls,
    readonly warnings: readonly string[],
  ) {}

  static async of(
    answers: readonly Answer[],
    changes: Partial<TransportSettings> = {},
    deps: Partial<TransportDeps> = {},
  ): Promise<Cluster> {
    const registries = await Promise.all(answers.map((answer) => FakeRegistry.start(answer)));
    const all = depsOf(deps);
    const settings = settingsFor(
      registries.map(({ url }) => url),
      changes,
    );
    return new Cluster(registries, createRegistryCalls(settings, all), all.warnings);
  }

  /** How often each was asked since the last time. */
  asked(): readonly number[] {
    return this.registries.map(({ asked }) => asked.splice(0).length);
  }

  registry(index: number): FakeRegistry {
    const registry = this.registries[index];
    if (registry === undefined) throw new Error(`there is no registry ${index}`);
    return registry;
  }

  async close(): Promise<void> {
    this.calls.close();
    await Promise.all(this.registries.map((registry) => registry.stop()));
  }
}
