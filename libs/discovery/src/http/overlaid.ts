import type { BalancerOptions } from '../balancing/options/balancer-options.js';
import type { ServiceSettings } from './service-settings.js';

/** Groups of a balancer's options that are laid over each other member by member. */
const GROUPS = ['apiVersion', 'ribbon', 'zoneAffinity', 'serverListSubset', 'circuit', 'probe', 'ejection'] as const;

/** The settings of a service over those for all services, group by group. */
export function overlaid(all: ServiceSettings, own: ServiceSettings): ServiceSettings {
  return {
    ...all,
    ...own,
    loadBalancer: overlaidBalancer(all.loadBalancer, own.loadBalancer),
    retry: { ...all.retry, ...own.retry, backoff: { ...all.retry?.backoff, ...own.retry?.backoff } },
    breaker: { ...all.breaker, ...own.breaker },
    wishes: { ...all.wishes, ...own.wishes },
  };
}

/** Rule and configurations belong together: who names either of them chooses anew. */
function overlaidBalancer(all: BalancerOptions = {}, own: BalancerOptions = {}): BalancerOptions {
  const { rule, configurations, ...rest } = all;
  const isChosenAnew = own.rule !== undefined || own.configurations !== undefined;
  const below: BalancerOptions = isChosenAnew ? rest : { ...rest, rule, configurations };
  const groups = GROUPS.flatMap((name) => {
    const [lower, upper] = [below[name], own[name]];
    return lower && upper ? [[name, { ...lower, ...upper }] as const] : [];
  });
  return { ...below, ...own, ...(Object.fromEntries(groups) as BalancerOptions) };
}
