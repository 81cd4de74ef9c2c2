import type { Administration } from '../../core/administration/administration.js';
import type { Measures } from '../../core/administration/measures.js';
import type { Measure } from '../../core/administration/measure.js';

/** Tells another node of ours what is known here, and what that one knows comes back; undefined when it does not. Never rejects. */
export type TellMeasures = (known: readonly Measure[], signal: AbortSignal) => Promise<readonly Measure[] | undefined>;

export interface MeasuresSharingDeps {
  readonly measures: Measures;
  readonly administration: Pick<Administration, 'learn'>;
  /** The nodes of ours that answer. */
  readonly partners: () => readonly TellMeasures[];
}

const WITHIN_MS = 5_000;

/** Nodes of ours tell each other what operators have decided; each has all of it, so that none of them is needed later. */
export class MeasuresSharing {
  #underway: Promise<void> | undefined;
  #isWantedAgain = false;

  constructor(private readonly deps: MeasuresSharingDeps) {}

  /** Tells every partner and hears what it knows. Never rejects; never two rounds at once. */
  share(): Promise<void> {
    if (this.#underway !== undefined) {
      this.#isWantedAgain = true;
      return this.#underway;
    }
    this.#underway = this.#round().finally(() => {
      this.#underway = undefined;
      if (!this.#isWantedAgain) return;
      this.#isWantedAgain = false;
      void this.share();
    });
    return this.#underway;
  }

  async #round(): Promise<void> {
    const { measures, administration, partners } = this.deps;
    await Promise.all(
      partners().map(async (tell) => {
        // who does not know the path, or is away, is asked again with the next round
        const known = await tell(measures.all(), AbortSignal.timeout(WITHIN_MS));
        for (const measure of known ?? []) administration.learn(measure);
      }),
    );
  }
}
