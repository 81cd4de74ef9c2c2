import type { CallOutcome } from '@nest-eureka/transport';
import { credentialsAdvice } from './credentials-advice.js';

/** What is asked of a registry about the own instance. */
export type RegistrationPurpose = 'register' | 'heartbeat' | 'cancel';

const WORDS: Readonly<Record<RegistrationPurpose, string>> = {
  register: 'registration',
  heartbeat: 'heartbeat',
  cancel: 'cancel',
};

/** Why a call about the own instance did not do what it should, as a sentence that says what to look at. */
export function registrationFailure(purpose: RegistrationPurpose, outcome: CallOutcome<unknown>): string {
  const word = WORDS[purpose];
  if (outcome.kind === 'answered') {
    const hint =
      outcome.status === 404 && purpose === 'register' ? '; is the path of the service URL right (/eureka/)?' : '';
    return `${outcome.server} answered the ${word} with ${outcome.status}${hint}`;
  }
  if (outcome.reason !== 'unauthorized') return outcome.message;
  return `${credentialsAdvice(outcome.status, 'register')}. ${outcome.message}`;
}
