import { startNodes } from '../start-nodes.mjs';

startNodes(import.meta.dirname, { peer1: 'peer1', peer2: 'peer2' });
