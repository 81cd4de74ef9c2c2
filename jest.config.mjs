import { swcOptions } from './tools/swc-options.mjs';

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // libraries are tested from their sources, without a build
  testEnvironmentOptions: { customExportConditions: ['@nest-eureka/source', 'node', 'node-addons'] },
  // the suites that start processes wait more than they work
  maxWorkers: '100%',
  roots: ['<rootDir>/src', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/interop/', '<rootDir>/test/bench/'],
  // a bound for what hangs, not for what a busy machine takes
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/(?:libs/[^/]+/)?dist/'],
  setupFiles: ['reflect-metadata'],
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        ...swcOptions,
        sourceMaps: 'inline',
      },
    ],
  },
  reporters: ['default', '<rootDir>/tools/closing-line.reporter.mjs'],
  coverageProvider: 'v8',
  collectCoverageFrom: ['libs/*/src/**/*.ts', 'src/**/*.ts'],
};
