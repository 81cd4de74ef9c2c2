import { until } from '../../interop/harness/until.mjs';
import { enter, startCaller, startPlainProvider } from './start-calling.mjs';

const WORKERS = 8;
const WARM_UP_CALLS = 3000;
/** What is set beside what: ways of `ways.mjs`. */
const COMPARED = [
  { name: 'fetch', direct: 'fetch', byName: 'fetch by name' },
  { name: 'fetch, direct with a time limit', direct: 'fetch in time', byName: 'fetch by name' },
  { name: 'typed client, beside fetch', direct: 'fetch and json', byName: 'typed client' },
  { name: 'axios', direct: 'axios', byName: 'axios by name' },
  { name: 'undici', direct: 'undici', byName: 'undici by name' },
];

/** What calling by name costs beside the same client with the address, turn by turn, in CPU time of the caller. */
export async function measureOverhead(registry, { callRounds, callsPerRound }, say) {
  const provider = await startPlainProvider();
  const caller = startCaller(registry);
  try {
    await enter(registry, 'orders', provider);
    await until('the caller knows the provider', () => caller.ask({ do: 'held', service: 'orders' }));
    const urls = { direct: `http://127.0.0.1:${provider.port}/items/1`, byName: 'http://orders/items/1' };
    const rows = [];
    for (const compared of COMPARED) {
      say(`calls with ${compared.name}`);
      const calls = (how, count) =>
        caller.ask({ do: 'calls', way: compared[how], url: urls[how], count, workers: WORKERS });
      rows.push({ name: compared.name, ...(await inTurns(calls, callRounds, callsPerRound)) });
    }
    return rows;
  } finally {
    await Promise.all([caller.stop(), provider.stop()]);
  }
}

async function inTurns(calls, rounds, callsPerRound) {
  const figures = { direct: [], byName: [] };
  for (const how of ['direct', 'byName']) await calls(how, WARM_UP_CALLS);
  for (let round = 0; round < rounds; round++) {
    for (const how of round % 2 === 0 ? ['direct', 'byName'] : ['byName', 'direct']) {
      figures[how].push(await calls(how, callsPerRound));
    }
  }
  return figures;
}
