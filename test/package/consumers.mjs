/** The companions of Nest 11 are CommonJS, so that it also works where Node cannot require ES modules. */
const WITH_AND_WITHOUT_REQUIRE_OF_ESM = [[], ['--no-experimental-require-module']];

/**
 * The applications the libraries are installed into. A variant is a folder with its own tsconfig beneath one installation;
 * `jest` is what its own jest needs of Node, `flags` what Node is started with, one run each.
 */
export const consumers = [
  {
    name: 'nest-11',
    title: 'Nest 11, TypeScript 5.9, its CommonJS companions',
    variants: [
      { name: 'commonjs', title: 'tsc module commonjs', jest: [], flags: WITH_AND_WITHOUT_REQUIRE_OF_ESM },
      { name: 'nodenext', title: 'tsc nodenext, CommonJS' },
      { name: 'esm', title: 'tsc nodenext, ESM' },
    ],
  },
  {
    name: 'nest-11-bare',
    title: 'Nest 11, TypeScript 5.9, peers chosen by npm',
    variants: [{ name: 'commonjs', title: 'tsc module commonjs' }],
  },
  {
    name: 'nest-12',
    title: 'Nest 12, TypeScript 6, peers chosen by npm',
    variants: [
      { name: 'esm', title: 'tsc nodenext, ESM', jest: ['--experimental-vm-modules'] },
      { name: 'commonjs', title: 'tsc nodenext, CommonJS' },
    ],
  },
];
