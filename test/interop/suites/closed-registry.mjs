import { closedGroup } from '../cases/expiry.mjs';
import { runGroups } from './differential-run.mjs';

export const suite = {
  name: 'closed-registry',
  title: 'a registry that started empty refuses collection reads as in Java; delta can be disabled',
  run: (run) =>
    runGroups(run, [closedGroup()], {
      // modern mode answers 503 with Retry-After instead
      modes: ['netflix'],
      args: [
        '--eureka.instance.registry.defaultOpenForTrafficCount=0',
        '--eureka.server.waitTimeInMsWhenSyncEmpty=20000',
        '--eureka.server.disableDelta=true',
      ],
    }),
};
