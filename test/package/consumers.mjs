/**
 * The applications the libraries are installed into. A variant is a folder with its own tsconfig beneath one installation;
 * `jest` is what jest needs of Node in it.
 */
export const consumers = [
  {
    name: 'nest-11',
    title: 'Nest 11, TypeScript 5.9, its CommonJS companions',
    variants: [
      { name: 'commonjs', title: 'tsc module commonjs', jest: [] },
      { name: 'nodenext', title: 'tsc nodenext, CommonJS' },
      { name: 'esm', title: 'tsc nodenext, ESM' },
    ],
    // the companions of Nest 11 are CommonJS, so that it also works where Node cannot require ES modules
    flags: [[], ['--no-experimental-require-module']],
  },
  {
    name: 'nest-11-bare',
    title: 'Nest 11, TypeScript 5.9, peers chosen by npm',
    variants: [{ name: 'commonjs', title: 'tsc module commonjs' }],
    flags: [[]],
  },
  {
    name: 'nest-12',
    title: 'Nest 12, TypeScript 6, peers chosen by npm',
    variants: [
      { name: 'esm', title: 'tsc nodenext, ESM', jest: ['--experimental-vm-modules'] },
      { name: 'commonjs', title: 'tsc nodenext, CommonJS' },
    ],
    flags: [[]],
  },
];
