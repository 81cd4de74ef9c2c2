export { maskCredentials, withoutCredentials } from './service-url.js';
export type { Answered, CallFailure, CallFailureReason, CallOutcome } from './call-outcome.js';
export type { CallOptions, ReadOptions, RegistryCalls } from './registry-calls.js';
