import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { connect } from 'node:net';
import type { ProbeSettings } from '../../balancing/probing/probe-options.js';
import type { ServiceInstance } from '../../core/service-instance.js';

/** What one probe has found. */
export type ProbeOutcome =
  { readonly type: 'healthy' } | { readonly type: 'failing'; readonly because: string } | { readonly type: 'stopped' };

/** Asks one instance; never rejects. The signal ends it early, as `stopped`. */
export type SendProbe = (
  instance: Pick<ServiceInstance, 'host' | 'port' | 'secure'>,
  settings: ProbeSettings,
  signal: AbortSignal,
) => Promise<ProbeOutcome>;

const HEALTHY: ProbeOutcome = { type: 'healthy' };

interface Pending {
  on(event: 'error', listener: (error: Error) => void): unknown;
  destroy(): unknown;
}

/** Over a connection of its own, which is closed at once and does not keep the process alive. */
export const sendProbe: SendProbe = ({ host, port, secure }, settings, signal) =>
  new Promise((resolve) => {
    if (signal.aborted) {
      resolve({ type: 'stopped' });
      return;
    }
    let pending: Pending | undefined = undefined;
    const end = (outcome: ProbeOutcome): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      pending?.destroy();
      resolve(outcome);
    };
    const fail = (because: string): void => end({ type: 'failing', because });
    const stop = (): void => end({ type: 'stopped' });
    const timer = setTimeout(() => fail(`no answer within ${settings.timeoutMs} ms`), settings.timeoutMs).unref();
    signal.addEventListener('abort', stop, { once: true });
    const target = { host, port: settings.port ?? port };
    try {
      pending =
        settings.type === 'tcp'
          ? connect(target, () => end(HEALTHY)).unref()
          : get(target, secure, settings.path, (status) =>
              status === 200 ? end(HEALTHY) : fail(`answered ${status}`),
            );
      // stays on after the end: what is destroyed may still fail
      pending.on('error', (error) => fail((error as NodeJS.ErrnoException).code ?? error.message));
    } catch (error) {
      fail(error instanceof Error ? error.message : String(error));
    }
  });

function get(
  target: { readonly host: string; readonly port: number },
  secure: boolean,
  path: string,
  onStatus: (status: number) => void,
): Pending {
  const request = (secure ? httpsRequest : httpRequest)({ ...target, path, agent: false }, ({ statusCode = 0 }) =>
    onStatus(statusCode),
  );
  request.on('socket', (socket) => socket.unref());
  return request.end();
}
