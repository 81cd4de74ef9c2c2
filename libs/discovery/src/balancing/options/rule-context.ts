import type { Random, Rule } from '../picker.js';
import type { ProbedHealth } from '../probing/probed-health.js';

/** What a rule of one service may use beside the candidates. */
export interface RuleContext {
  readonly service: string;
  readonly random: Random;
  /** This client's own instance id; '' when it has none. */
  readonly instanceId: string;
  /** What the active probe has found; undefined without one. */
  readonly health: ProbedHealth | undefined;
}

/** A rule of the user's own: made once per service. */
export type RuleClass = new (context: RuleContext) => Rule;
