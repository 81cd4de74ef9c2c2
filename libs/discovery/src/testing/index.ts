export type { ClientEvent } from '../core/client-event.js';
