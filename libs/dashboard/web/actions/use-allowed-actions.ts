import { useContext } from 'react';
import type { ActionName } from '../api/operation-shapes.js';
import { RegistryContext } from '../live/registry-context.js';
import { useResource } from '../live/use-resource.js';
import { SessionContext } from '../session/session-context.js';

const ALL: readonly ActionName[] = ['drain', 'restore', 'evict', 'weight', 'metadata'];
const NONE: readonly ActionName[] = [];

/** What whoever looks may do: nothing without the role, nor where the registry offers no administration. */
export function useAllowedActions(): readonly ActionName[] {
  const { api } = useContext(RegistryContext);
  const { who, standing } = useContext(SessionContext);
  const isOperator = who !== undefined && (who.roles.includes('operator') || who.roles.includes('admin'));
  const measures = useResource(`measures ${String(isOperator)}`, async () =>
    isOperator ? api.get('x/admin') : { kind: 'ok', value: undefined },
  );
  const isOffered = measures.value !== undefined && measures.fault === undefined;
  return isOperator && isOffered && standing.kind === 'there' ? ALL : NONE;
}
