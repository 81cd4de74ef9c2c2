import { createContext } from 'react';
import type { Answer } from '../api/answer.js';
import type { RegistryApi } from '../api/registry-api.js';
import type { RegistryConnection } from './registry-connection.js';

export interface RegistryAccess {
  readonly api: RegistryApi;
  readonly connection: RegistryConnection;
  /** Every answer is told here, so that the page knows whether the server is there and who is signed in. */
  readonly heard: (answer: Answer<unknown>) => void;
}

/** Given by the application before anything is shown. */
export const RegistryContext = createContext<RegistryAccess>(undefined as never);
