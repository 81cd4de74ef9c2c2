import { useContext } from 'react';
import { RegistryContext } from '../live/registry-context.js';
import { useText } from '../text/text-context.js';
import { SessionContext } from './session-context.js';

/** Who is signed in, and the way out. */
export function SessionCorner(): React.JSX.Element | null {
  const { api, heard } = useContext(RegistryContext);
  const { who, signedOut } = useContext(SessionContext);
  const { say } = useText();
  if (who === undefined || who.by === 'nobody') return null;
  const signOut = async (): Promise<void> => {
    const answer = await api.signOut();
    if (answer.kind === 'ok' || answer.kind === 'unauthorized') signedOut();
    else heard(answer);
  };
  return (
    <span className="session">
      <span title={say('session.as', { name: who.name, roles: who.roles.join(', ') })}>{who.name}</span>
      {who.by === 'session' && (
        <button type="button" onClick={() => void signOut()}>
          {say('session.signOut')}
        </button>
      )}
    </span>
  );
}
