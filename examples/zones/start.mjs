// Two zones with two providers each: the consumer stays in its own zone, until that is gone.
import { addressOf, read, say, startRegistry, tell, until } from '../parties.mjs';

const CALLS = 200;
const ZONES = ['east', 'east', 'west', 'west'];

await tell(async () => {
  const { registered, startExample } = await startRegistry();
  const zone = (name) => ({ EUREKA_INSTANCE_METADATAMAP_ZONE: name });
  const providers = ZONES.map((name) => ({
    name,
    party: startExample(`provider in the ${name}`, 'provider', zone(name)),
  }));
  startExample('consumer in the east', 'consumer', zone('east'));
  const orders = await registered('ORDERS', ZONES.length);
  const [shop] = await registered('SHOP', 1);
  const zones = new Map(orders.map(({ instanceId, metadata }) => [instanceId, metadata.zone]));
  const buy = `http://${addressOf(shop)}/buy/1`;

  const answeredIn = async () => zones.get((await read(buy))?.bought.from);
  await until('the consumer finds the providers of its zone', async () => (await answeredIn()) === 'east');
  await calls('both zones', buy, zones);
  for (const { name, party } of providers) if (name === 'east') party.child.kill('SIGKILL');
  say('kill -9 of both providers in the east');
  await calls('the west alone', buy, zones);
});

async function calls(title, url, zones) {
  const answeredIn = new Map();
  for (let call = 0; call < CALLS; call++) {
    const answer = await read(url);
    if (answer === undefined) throw new Error(`a call failed with ${title}`);
    const zone = zones.get(answer.bought.from);
    answeredIn.set(zone, (answeredIn.get(zone) ?? 0) + 1);
  }
  say(
    `calls with ${title}: ${Array.from(answeredIn, ([zone, count]) => `${count} in the ${zone}`).join(', ')}, 0 failed`,
  );
}
