import { parseArgs } from 'node:util';

/** One run as `npm run bench` makes it, and the short one for a look in between. */
const FULL = {
  sizes: [100, 1000, 10_000],
  roundMs: 2000,
  warmUpMs: 2000,
  memorySizes: [0, 10_000, 100_000],
  starts: 10,
  clientSizes: [0, 10_000],
  clientCycles: 6,
  rateMs: 10_000,
  idleConnections: 10_000,
  soakMinutes: 60,
  largestRateSize: 100_000,
  watchSizes: [1000, 10_000],
  watchRounds: 10,
  watchers: 1000,
  propagationSamples: 100,
  pickSizes: [10, 10_000],
  pickRoundMs: 50,
  callRounds: 10,
  callsPerRound: 5000,
  slowMs: 60_000,
  rollingRounds: 20,
  killedRounds: 4,
  clusterRoundMs: 5000,
  lagSamples: 100,
  catchUpSizes: [10_000, 50_000],
  restMs: 60_000,
};
const QUICK = {
  sizes: [100, 1000],
  roundMs: 500,
  warmUpMs: 500,
  memorySizes: [0, 10_000],
  starts: 5,
  clientSizes: [1000],
  clientCycles: 4,
  rateMs: 4000,
  idleConnections: 1000,
  soakMinutes: 2,
  largestRateSize: 10_000,
  watchSizes: [1000],
  watchRounds: 5,
  watchers: 100,
  propagationSamples: 10,
  pickSizes: [10_000],
  pickRoundMs: 30,
  callRounds: 4,
  callsPerRound: 2000,
  slowMs: 5000,
  rollingRounds: 1,
  killedRounds: 1,
  clusterRoundMs: 2000,
  lagSamples: 20,
  catchUpSizes: [1000],
  restMs: 20_000,
};

/** Reads the command line; what is said there wins over the presets. */
export function readSettings(args = process.argv.slice(2)) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      only: { type: 'string' },
      rounds: { type: 'string', default: '5' },
      'round-ms': { type: 'string' },
      'warm-up-ms': { type: 'string' },
      'memory-sizes': { type: 'string' },
      starts: { type: 'string' },
      'client-sizes': { type: 'string' },
      'client-cycles': { type: 'string' },
      'rolling-rounds': { type: 'string' },
      'killed-rounds': { type: 'string' },
      'rate-ms': { type: 'string' },
      'idle-connections': { type: 'string' },
      'soak-minutes': { type: 'string' },
      'catch-up-sizes': { type: 'string' },
      'stop-ms': { type: 'string', default: '300000' },
      'largest-rate-size': { type: 'string' },
      connections: { type: 'string', default: '16' },
      json: { type: 'string' },
      java: { type: 'boolean', default: true },
      ours: { type: 'string' },
    },
    allowNegative: true,
  });
  const preset = values.quick ? QUICK : FULL;
  return {
    ...preset,
    sizes: numbers(values.sizes) ?? preset.sizes,
    only: values.only?.split(','),
    rounds: Number(values.rounds),
    roundMs: Number(values['round-ms'] ?? preset.roundMs),
    warmUpMs: Number(values['warm-up-ms'] ?? preset.warmUpMs),
    memorySizes: numbers(values['memory-sizes']) ?? preset.memorySizes,
    starts: Number(values.starts ?? preset.starts),
    clientSizes: numbers(values['client-sizes']) ?? preset.clientSizes,
    clientCycles: Number(values['client-cycles'] ?? preset.clientCycles),
    rollingRounds: Number(values['rolling-rounds'] ?? preset.rollingRounds),
    killedRounds: Number(values['killed-rounds'] ?? preset.killedRounds),
    soakMinutes: Number(values['soak-minutes'] ?? preset.soakMinutes),
    idleConnections: Number(values['idle-connections'] ?? preset.idleConnections),
    rateMs: Number(values['rate-ms'] ?? preset.rateMs),
    stopMs: Number(values['stop-ms']),
    catchUpSizes: numbers(values['catch-up-sizes']) ?? preset.catchUpSizes,
    largestRateSize: Number(values['largest-rate-size'] ?? preset.largestRateSize),
    connections: Number(values.connections),
    jsonFile: values.json,
    withJava: values.java,
    oursMain: values.ours,
  };
}

function numbers(text) {
  return text?.split(',').map((part) => {
    const number = Number(part.replaceAll('_', ''));
    if (!Number.isInteger(number) || number < 0) throw new Error(`not a number of instances: ${part}`);
    return number;
  });
}
