import type { ConfigurationFaultCode } from './configuration-error.js';

/** One row of docs/errors.md. */
export interface ErrorCode {
  readonly code: string;
  readonly when: string;
  readonly remedy: string;
}

/** Codes that belong together. */
export interface ErrorCodeTable {
  readonly title: string;
  readonly codes: readonly ErrorCode[];
}

const FAULTS: Readonly<Record<ConfigurationFaultCode, Omit<ErrorCode, 'code'>>> = {
  EUREKA_CONFIG_VALUE: {
    when: 'A value is not one that its option takes.',
    remedy: 'Write a value as the fault says it is allowed; `docs/options.md` has type, default and unit.',
  },
  EUREKA_CONFIG_PLACEHOLDER: {
    when: 'A placeholder in a used value has no value and no default, or leads back to itself.',
    remedy: 'Set the name it asks for, or give a default as in `${NAME:default}`.',
  },
  EUREKA_CONFIG_FILE: {
    when: 'A configuration file, `.env` or `SPRING_APPLICATION_JSON` cannot be read or is not well formed.',
    remedy: 'Look at the line named; a location that may be absent is written `optional:`.',
  },
  EUREKA_CONFIG_PROFILE: {
    when: 'A profile expression is malformed.',
    remedy: 'Use names with `!`, `&`, `|`, and brackets where `&` and `|` meet.',
  },
  EUREKA_CONFIG_USER: {
    when: 'A user or token lacks a name or a password, has a name that is empty or holds a colon, or is there twice.',
    remedy: 'Give every user one name and one password; there is no default password.',
  },
  EUREKA_CONFIG_PASSWORD: {
    when: 'A password is empty, has an unknown `{id}` in front, or is no hash behind `{bcrypt}` or `{scrypt}`.',
    remedy: 'Write it plain, or with `{bcrypt}`, `{scrypt}` or `{noop}` in front.',
  },
  EUREKA_CONFIG_TLS: {
    when: '`server.ssl.*` or `eureka.client.tls.*` contradicts itself, or names what cannot be read.',
    remedy:
      'Registry: name `certificate` with `certificate-private-key`, or `key-store`, as PEM or PKCS12 files, or set `server.ssl.enabled=false`. Client: name stores as PKCS12 or PEM, or `ca`, and `cert` with `key`.',
  },
};

/** The codes of ConfigurationError and of the faults it holds. */
export const CONFIGURATION_ERROR_CODES: ErrorCodeTable = {
  title: 'Configuration',
  codes: [
    {
      code: 'EUREKA_CONFIG_INVALID',
      when: 'The configuration has at least one fault; the error holds them all, each with a code of its own.',
      remedy: 'Mend every fault listed: key, value, where it came from, what is allowed.',
    },
    ...Object.entries(FAULTS).map(([code, row]) => ({ code, ...row })),
  ],
};
