import { until } from '../../interop/harness/until.mjs';
import { SLOW_RULES } from './slow-rules.mjs';
import { enter, startCaller, startPlainProvider } from './start-calling.mjs';

export const HEALTHY_MS = 20;
export const SLOW_MS = 800;
const HEALTHY = 4;
const PER_SECOND = 200;
const PATIENCE_MS = 20_000;

/** One slow instance among healthy ones, called at a steady rate, the time in which a rule learns included. */
export async function measureSlowInstance(registry, { slowMs }, say) {
  const delays = [...Array.from({ length: HEALTHY }, () => HEALTHY_MS), SLOW_MS];
  const providers = await Promise.all(delays.map((delayMs) => startPlainProvider(delayMs)));
  const slow = `orders-${providers.at(-1).port}`;
  const caller = startCaller(registry);
  const rows = [];
  try {
    for (const { name, service } of SLOW_RULES) {
      say(`a slow instance and ${name}`);
      for (const provider of providers) await enter(registry, service, provider);
      const isKnown = async () => (await caller.ask({ do: 'held', service })) === providers.length;
      await until('the caller knows the providers', isKnown);
      await caller.ask({ do: 'open', service, perSecond: PER_SECOND, forMs: slowMs });
      const result = await until('the calls are over', () => caller.ask({ do: 'opened' }), {
        withinMs: slowMs + PATIENCE_MS,
        everyMs: 1000,
      });
      rows.push({ name, ...result, toSlow: (result.answeredBy[slow] ?? 0) / result.calls });
    }
    return rows;
  } finally {
    await Promise.all([caller.stop(), ...providers.map((provider) => provider.stop())]);
  }
}
