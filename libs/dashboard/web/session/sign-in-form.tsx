import { useContext, useState } from 'react';
import { RegistryContext } from '../live/registry-context.js';
import { formText } from '../parts/form-text.js';
import { useText } from '../text/text-context.js';
import { SessionContext } from './session-context.js';

/** Signs in without leaving the view. */
export function SignInForm(): React.JSX.Element {
  const { api } = useContext(RegistryContext);
  const { signedIn } = useContext(SessionContext);
  const { say, tell } = useText();
  const [fault, setFault] = useState<string>();
  const submit = async (form: FormData): Promise<void> => {
    const answer = await api.signIn(formText(form, 'name'), formText(form, 'password'));
    if (answer.kind === 'ok') return signedIn(answer.value);
    if (answer.kind === 'unauthorized') setFault(say('session.wrong'));
    else setFault('message' in answer ? (tell(answer.said) ?? answer.message) : say('gone.title'));
  };
  return (
    <form action={submit} className="card sign-in" aria-label={say('session.title')}>
      <p>{say('session.ended')}</p>
      {fault !== undefined && (
        <p role="alert" className="note">
          {fault}
        </p>
      )}
      <label>
        {say('session.name')}
        <input name="name" autoComplete="username" required />
      </label>
      <label>
        {say('session.password')}
        <input name="password" type="password" autoComplete="current-password" required />
      </label>
      <button type="submit" className="primary">
        {say('session.signIn')}
      </button>
    </form>
  );
}
