import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);
const SUBNET = '10.77.0';
/** Where this process itself is: it reaches every host, whatever is cut. */
const HUB = `${SUBNET}.254`;
/** The rule that knows the host's own addresses stands first by default; what drops must stand before it. */
const LOCAL_PREFERENCE = 1000;
const DROP_PREFERENCE = 10;

/** Hosts in network namespaces behind one bridge, whose ways to each other can be cut; needs a namespace of its own around it. */
export class PrivateNetwork {
  #hosts = [];

  static async create() {
    // names of namespaces live there, and are nobody else's business
    await run('mount', ['-t', 'tmpfs', 'tmpfs', '/run']);
    await ip('link set lo up');
    await ip('link add hub type bridge');
    await ip('link set hub up');
    await ip(`addr add ${HUB}/24 dev hub`);
    return new PrivateNetwork();
  }

  get hub() {
    return HUB;
  }

  /** A further host: `{ address, prefix }`, the prefix being the command that starts a program there. */
  async addHost() {
    const number = this.#hosts.length + 1;
    const host = { name: `n${number}`, address: `${SUBNET}.${number}`, prefix: ['ip', 'netns', 'exec', `n${number}`] };
    this.#hosts.push(host);
    await ip(`netns add ${host.name}`);
    await ip(`link add h${number} type veth peer name eth0 netns ${host.name}`);
    await ip(`link set h${number} master hub`);
    await ip(`link set h${number} up`);
    await inside(host, 'link set lo up');
    await inside(host, `addr add ${host.address}/24 dev eth0`);
    await inside(host, 'link set eth0 up');
    await inside(host, `rule add pref ${LOCAL_PREFERENCE} lookup local`);
    await inside(host, 'rule del pref 0');
    return host;
  }

  /** Nothing passes between the two any more, without a word to either. */
  async cut(one, other) {
    await inside(one, `rule add pref ${DROP_PREFERENCE} from ${other.address} blackhole`);
    await inside(other, `rule add pref ${DROP_PREFERENCE} from ${one.address} blackhole`);
  }

  /** What `from` asks of `to` does not arrive; what `to` asks of `from` does, and is answered. */
  async cutRequests(from, to, port) {
    await inside(to, `rule add pref ${DROP_PREFERENCE} from ${from.address} ipproto tcp dport ${port} blackhole`);
  }

  async heal() {
    for (const host of this.#hosts) {
      const { stdout } = await inside(host, 'rule show');
      const drops = stdout.split('\n').filter((line) => line.startsWith(`${DROP_PREFERENCE}:`));
      for (let left = drops.length; left > 0; left--) await inside(host, `rule del pref ${DROP_PREFERENCE}`);
    }
  }
}

function ip(words) {
  return run('ip', words.split(' '));
}

function inside({ name }, words) {
  return run('ip', ['-n', name, ...words.split(' ')]);
}
