import { startNodes } from '../start-nodes.mjs';

startNodes(import.meta.dirname, { node1: 'eureka7001.com', node2: 'eureka7002.com', node3: 'eureka7003.com' });
