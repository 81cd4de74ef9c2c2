import { evictionGroup } from '../cases/expiry.mjs';
import { runGroups } from './differential-run.mjs';

export const suite = {
  name: 'eviction',
  title: 'an expired lease is listed, hidden, revived and evicted as in Java',
  run: (run) =>
    runGroups(run, [evictionGroup()], {
      // modern mode ends a lease after one duration, Java after two: the same sequence cannot be equal there
      modes: ['netflix'],
      // the first eviction comes late enough for the part that must happen before it
      args: ['--eureka.server.enableSelfPreservation=false', '--eureka.server.evictionIntervalTimerInMs=20000'],
    }),
};
