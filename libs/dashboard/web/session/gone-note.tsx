import { useContext } from 'react';
import { Moment } from '../parts/moment.js';
import { useText } from '../text/text-context.js';
import { SessionContext } from './session-context.js';

/** Says that the server is gone and how old the picture is. */
export function GoneNote(): React.JSX.Element | null {
  const { standing } = useContext(SessionContext);
  const { say } = useText();
  if (standing.kind !== 'gone') return null;
  return (
    <div role="alert" className="note note-bad">
      <strong>{say('gone.title')}</strong>{' '}
      {standing.since === undefined ? (
        say('gone.never')
      ) : (
        <>
          {say('gone.text')} <Moment at={standing.since} />
        </>
      )}
    </div>
  );
}
