/**
 * The scheme of a URL, which is kept, and the name and password after it; also a password with a `/`, `?` or `#` that should
 * have been escaped, which is told from a port by what is not a digit in it.
 */
const USER_INFO = /(\b[a-z][a-z0-9+.-]*:\/\/)(?:[^/?#\s]*@|[^/?#\s@:,[\]]*:(?!\d*(?:[/?#\s,]|$))[^\s,]*@)/gi;

/** Replaces name and password in any URL of a text by `***`, so that it can be logged or shown. */
export function maskCredentials(text: string): string {
  return text.replace(USER_INFO, '$1***@');
}

/** The URL without name and password, as the dashboard shows replicas (server.md 8.7). */
export function withoutCredentials(text: string): string {
  return text.replace(USER_INFO, '$1');
}
