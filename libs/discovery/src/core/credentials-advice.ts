/** What to do about a registry that lets nobody in (401), or not this user (403). */
export function credentialsAdvice(status: number | undefined, wanted: 'register' | 'read the registry'): string {
  return status === 403
    ? `The user of the service URL may not ${wanted}`
    : 'The registry refuses the credentials: check user and password of the service URL, or the bearer token';
}
