// Two instances of version 1 and one of version 2: a tenth of the customers get the new one, and keep it.
import { addressOf, read, say, startRegistry, tell, until } from '../parties.mjs';

const CUSTOMERS = 300;
const AT_ONCE = 20;
const VERSIONS = ['1', '1', '2'];

await tell(async () => {
  const { registered, startExample } = await startRegistry();
  for (const version of VERSIONS)
    startExample('provider', 'provider', { EUREKA_INSTANCE_METADATAMAP_VERSION: version });
  startExample('consumer', 'canary');
  const orders = await registered('ORDERS', VERSIONS.length);
  const [shop] = await registered('SHOP', 1);
  const versions = new Map(orders.map(({ instanceId, metadata }) => [instanceId, metadata.version]));
  const answeredBy = async (customer) => {
    const answer = await read(`http://${addressOf(shop)}/buy/1`, { 'x-customer': `customer ${customer}` });
    if (answer === undefined) throw new Error('a call failed');
    return answer.bought.from;
  };
  const versionFor = async (customer) => versions.get(await answeredBy(customer));

  const found = new Set();
  await until('the consumer finds all of them', async () => {
    const round = Array.from({ length: AT_ONCE }, (_, customer) => answeredBy(customer).catch(() => undefined));
    for (const id of await Promise.all(round)) if (id !== undefined) found.add(id);
    return found.size === VERSIONS.length;
  });
  const versionsForAll = async () => {
    const got = [];
    while (got.length < CUSTOMERS) {
      const next = Array.from({ length: AT_ONCE }, (_, index) => versionFor(got.length + index));
      got.push(...(await Promise.all(next)));
    }
    return got;
  };
  const first = await versionsForAll();
  say(`of ${CUSTOMERS} customers, ${first.filter((version) => version === '2').length} get version 2`);
  const second = await versionsForAll();
  say(
    `when all come again, ${first.filter((version, customer) => version !== second[customer]).length} get another one`,
  );
});
