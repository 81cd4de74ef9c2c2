const path = require('node:path');

// a file of its own: where a package lies is asked differently in ESM and CommonJS, and this is read by both
exports.webFolder = () => path.join(__dirname, 'dist/web');
