import { groups } from '../cases/groups.mjs';
import { runGroups } from './differential-run.mjs';

export const suite = {
  name: 'differential',
  title: 'the same raw requests to the Java server and to ours, answers compared field by field',
  run: (run) => runGroups(run, groups()),
};
