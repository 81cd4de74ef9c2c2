import type { Interceptor } from '../dispatch.js';
import type { Attempt } from '../service-call.js';

/** Nothing that would end the cookie or the header: ids are what others have registered. */
const FITS = /^[!-:<-~]+$/;

/** Sends the id of the chosen instance in the session's cookie, after the cookies there are (client.md 6.7, sticky session). */
export function addingInstanceCookie(cookie: string): Interceptor {
  return (next) => (exchange) => {
    const { call, send } = exchange;
    if (call.headerOf === undefined) return next(exchange);
    const said = call.headerOf('cookie');
    const withCookie = (attempt: Attempt): Attempt => {
      const { instanceId } = attempt.instance;
      if (!FITS.test(instanceId)) return attempt;
      const pair = `${cookie}=${instanceId}`;
      return { ...attempt, headers: { ...attempt.headers, cookie: said ? `${said}; ${pair}` : pair } };
    };
    return next({ ...exchange, send: (attempt) => send(withCookie(attempt)) });
  };
}
