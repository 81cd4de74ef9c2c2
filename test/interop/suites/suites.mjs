import { suite as administering } from './administering.mjs';
import { suite as calling } from './calling.mjs';
import { suite as closedRegistry } from './closed-registry.mjs';
import { suite as clusters } from './clusters.mjs';
import { suite as comparer } from './comparer.mjs';
import { suite as deliberateDifferences } from './deliberate-differences.mjs';
import { suite as deploying } from './deploying.mjs';
import { suite as differential } from './differential.mjs';
import { suite as eviction } from './eviction.mjs';
import { suite as exampleClusters } from './example-clusters.mjs';
import { suite as failingOver } from './failing-over.mjs';
import { suite as javaClient } from './java-client.mjs';
import { suite as nestClient } from './nest-client.mjs';
import { suite as otherLanguages } from './other-languages.mjs';
import { suite as otherRuntimes } from './other-runtimes.mjs';
import { suite as peers } from './peers.mjs';
import { suite as prometheus } from './prometheus.mjs';
import { suite as randomOperations } from './random-operations.mjs';
import { suite as unzipping } from './unzipping.mjs';

/** In the order in which they run, those of one list side by side; the table is judged after all that compare. */
export const suites = [
  comparer,
  differential,
  randomOperations,
  eviction,
  closedRegistry,
  deliberateDifferences,
  javaClient,
  peers,
  administering,
  clusters,
  exampleClusters,
  failingOver,
  nestClient,
  calling,
  otherLanguages,
  unzipping,
  deploying,
  // the one waits for what the other does
  [prometheus, otherRuntimes],
];
