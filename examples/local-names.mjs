// Preloaded into a node: the names in LOCAL_NAMES lead to this machine, as lines in a hosts file would have it.
import dns from 'node:dns';
import { syncBuiltinESMExports } from 'node:module';

const local = new Set((process.env.LOCAL_NAMES ?? '').split(','));
const LOOPBACK = '127.0.0.1';
const { lookup } = dns;

dns.lookup = (name, ...rest) => lookup(local.has(name) ? LOOPBACK : name, ...rest);
const { lookup: lookupLater } = dns.promises;
dns.promises.lookup = (name, options) => lookupLater(local.has(name) ? LOOPBACK : name, options);
syncBuiltinESMExports();
