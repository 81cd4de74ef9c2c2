import { goBinary } from './go-build.mjs';
import { TalkingClient } from './talking-client.mjs';

/**
 * @param {string} options.serviceUrl one, or several with commas
 * @param {'xml' | 'json'} options.format what it speaks
 * @throws {Unavailable} when Go or the module cannot be had
 */
export async function startGoClient({ serviceUrl, app, id, port, format, leaseSecs = 30 }) {
  const binary = await fargoClient();
  const urls = serviceUrl.replaceAll(/\/(?=,|$)/g, '');
  return new TalkingClient('go', binary, [urls, app, id, String(port), format, String(leaseSecs)]);
}

/** @throws {Unavailable} when Go or the module cannot be had */
export const fargoClient = () => goBinary('fargo-client', 'clients/go');
