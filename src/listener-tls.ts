import type { Server, ServerOptions } from 'node:https';
import { Logger } from '@nestjs/common';
import type { RegistryConfiguration } from '@nest-eureka/registry';
import { systemClock } from '@nest-eureka/time';
import { TlsFiles } from '@nest-eureka/transport';
import { StartRefused } from './start-refused.js';

type Tls = NonNullable<RegistryConfiguration['tls']>;

const RELOAD_EVERY_MS = 5_000;
const HANDSHAKE_TIMEOUT_MS = 10_000;

/** TLS of the server, from files that are read again when they change. */
export class ListenerTls {
  private constructor(
    private readonly tls: Tls,
    private readonly files: TlsFiles,
    readonly options: ServerOptions,
  ) {}

  /** Rejects with StartRefused when the files cannot be used. */
  static async read(tls: Tls): Promise<ListenerTls> {
    let fault = '';
    const files = new TlsFiles(tls, {
      clock: systemClock,
      purpose: 'for TLS of the server',
      onWarning: (message) => {
        fault = message;
        new Logger('EurekaServer').warn(message);
      },
    });
    try {
      const contents = await files.current();
      return new ListenerTls(tls, files, {
        ...contents,
        ...contextOptions(tls),
        requestCert: tls.clientAuth !== 'none',
        rejectUnauthorized: tls.clientAuth === 'need',
        handshakeTimeout: HANDSHAKE_TIMEOUT_MS,
      });
    } catch {
      throw new StartRefused('EUREKA_TLS_FILES', fault);
    }
  }

  /** From now on new connections get what the files hold; those that are open stay. Answers how to stop. */
  keepUpToDate(server: Server, everyMs = RELOAD_EVERY_MS): () => void {
    let used: unknown;
    const look = async (): Promise<void> => {
      const contents = await this.files.current();
      if (used !== undefined && contents !== used) {
        server.setSecureContext({ ...contents, ...contextOptions(this.tls) });
        new Logger('EurekaServer').log('The certificate of the server was read anew.');
      }
      used = contents;
    };
    const timer = setInterval(() => void look().catch(() => {}), everyMs).unref();
    void look().catch(() => {});
    return () => clearInterval(timer);
  }
}

function contextOptions({ versions, ciphers }: Tls): ServerOptions {
  const [least = 'TLSv1.2', ...others] = [...versions].sort();
  return {
    minVersion: least,
    ...(versions.length > 0 ? { maxVersion: others.at(-1) ?? least } : {}),
    ...(ciphers === undefined ? {} : { ciphers }),
  };
}
