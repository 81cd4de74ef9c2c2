import { availableParallelism } from 'node:os';
import { bundlePackages } from './tools/bundle-packages.mjs';
import { swcOptions } from './tools/swc-options.mjs';

// with SOURCES=1 nothing is bundled: slower, but every line of a stack, and of the coverage, is one of a source
const bundles = process.env.SOURCES === undefined ? await bundlePackages() : undefined;
// for the processes that suites start
if (bundles !== undefined) process.env.TEST_BUNDLES = bundles.folder;

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // libraries are tested from their sources, without a build
  testEnvironmentOptions: { customExportConditions: ['@nest-eureka/source', 'node', 'node-addons'] },
  // the suites that start processes wait more than they work
  maxWorkers: Math.ceil(availableParallelism() * 1.5),
  roots: ['<rootDir>/src', '<rootDir>/libs', '<rootDir>/test'],
  testMatch: ['**/*.spec.ts'],
  testPathIgnorePatterns: ['/node_modules/', '<rootDir>/test/interop/', '<rootDir>/test/bench/'],
  // a bound for what hangs, not for what a busy machine takes
  testTimeout: 30_000,
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1', ...bundles?.files },
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
