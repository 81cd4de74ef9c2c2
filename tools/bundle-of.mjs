/** The bundle's file for the name of a package. */
export const bundleOf = (name) => `${name.replace('@', '').replaceAll('/', '-').replace(/\.js$/, '')}.mjs`;
