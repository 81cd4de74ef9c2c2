import type { Fault } from '../api/answer.js';
import { useText } from '../text/text-context.js';

/** Why something cannot be shown, where the page as a whole does not say it already. */
export function FaultNote({ fault }: { readonly fault: Fault | undefined }): React.JSX.Element | null {
  const { say, tell } = useText();
  switch (fault?.kind) {
    case 'forbidden':
      return (
        <div className="note" role="alert">
          <strong>{say('forbidden.title')}</strong>{' '}
          {say('forbidden.text', { message: tell(fault.said) ?? fault.message })}
        </div>
      );
    case 'absent':
      return (
        <div className="note" role="alert">
          <strong>{say('absent.title')}</strong> {say('absent.text', { message: tell(fault.said) ?? fault.message })}
        </div>
      );
    case 'refused':
      return (
        <div className="note" role="alert">
          {say('refused.text', { status: String(fault.status), message: tell(fault.said) ?? fault.message })}
        </div>
      );
    default:
      return null;
  }
}
