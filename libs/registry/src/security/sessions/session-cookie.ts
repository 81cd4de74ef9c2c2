/**
 * Name of the cookie. Browsers do not tell the ports of one host apart, so several registries on one machine would sign each
 * other's users out.
 */
export function sessionCookieName(port: number | undefined): string {
  return `eureka-session-${port ?? 0}`;
}

/** The value of a cookie in a Cookie header; undefined when it is not there. */
export function cookieValue(header: string | undefined, name: string): string | undefined {
  if (header === undefined) return undefined;
  for (const part of header.split(';')) {
    const equals = part.indexOf('=');
    if (equals > 0 && part.slice(0, equals).trim() === name) return part.slice(equals + 1).trim();
  }
  return undefined;
}

/**
 * A Set-Cookie header. No script reads the cookie, no other site's page makes a browser send it, and it ends with the browser.
 * @param value undefined takes the cookie away
 */
export function setCookie(name: string, value: string | undefined, path: string, isSecure: boolean): string {
  const parts = [`${name}=${value ?? ''}`, `Path=${path}`, 'HttpOnly', 'SameSite=Strict'];
  if (isSecure) parts.push('Secure');
  if (value === undefined) parts.push('Max-Age=0');
  return parts.join('; ');
}
