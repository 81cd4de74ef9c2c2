// A registry, two providers and a consumer in one go: the consumer calls the providers by name, one of them is killed, calls go on.
import { setTimeout as pause } from 'node:timers/promises';
import { addressOf, read, say, startRegistry, stop, tell, until } from '../parties.mjs';

const PHASE_MS = 5000;
const BETWEEN_CALLS_MS = 50;
/** A killed provider is gone after 3 s in place of 90. */
const SHORT_LEASE = {
  EUREKA_INSTANCE_LEASERENEWALINTERVALINSECONDS: '1',
  EUREKA_INSTANCE_LEASEEXPIRATIONDURATIONINSECONDS: '3',
};

await tell(async () => {
  const { instances, registered, startExample } = await startRegistry();
  const providers = [1, 2].map((n) => startExample(`provider ${n}`, 'provider', SHORT_LEASE));
  startExample('consumer', 'consumer');
  const orders = await registered('ORDERS', providers.length);
  const [shop] = await registered('SHOP', 1);
  say(`orders is at ${orders.map(addressOf).join(' and ')}, shop at ${addressOf(shop)}`);

  const buy = `http://${addressOf(shop)}/buy/1`;
  await until('the consumer finds the providers', async () => (await read(buy)) !== undefined);
  await calls('both providers', buy);

  const [victim, survivor] = providers;
  victim.child.kill('SIGKILL');
  const killedAt = Date.now();
  say('kill -9 of provider 1');
  await calls('one provider', buy);
  await until('the killed provider is gone', async () => (await instances('ORDERS')).length === 1);
  const seconds = (Date.now() - killedAt) / 1000;
  say(`it is gone from the registry, ${seconds.toFixed(1)} s after its death at the latest`);

  await stop(survivor);
  const left = await instances('ORDERS');
  if (left.length > 0) throw new Error(`a provider that was asked to stop is still registered: ${left.map(addressOf)}`);
  say('provider 2 was asked to stop: it took itself out of the registry');
});

/** Calls the consumer for some seconds and says who answered; an error that the caller saw ends the demonstration. */
async function calls(title, url) {
  const answeredBy = new Map();
  const endAt = Date.now() + PHASE_MS;
  while (Date.now() < endAt) {
    const answer = await read(url);
    if (answer === undefined) throw new Error(`a call failed with ${title}`);
    const { from } = answer.bought;
    answeredBy.set(from, (answeredBy.get(from) ?? 0) + 1);
    await pause(BETWEEN_CALLS_MS);
  }
  const parts = Array.from(answeredBy, ([from, count]) => `${count} by ${from}`);
  say(`calls with ${title}: ${parts.join(', ')}, 0 failed`);
}
