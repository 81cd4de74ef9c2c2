type HeaderOf = (name: string) => string | undefined;

/** Version, trace, parent, flags; a version later than 00 may have more (W3C Trace Context 3.2). */
const TRACEPARENT = /^(?!ff)[\da-f]{2}-(?!0{32})[\da-f]{32}-(?!0{16})[\da-f]{16}-[\da-f]{2}(?<more>-[!-~]*)?$/;
/** `key=value`, the key perhaps `tenant@system` (W3C Trace Context 3.3). */
const TRACESTATE_MEMBER = /^[a-z\d][a-z\d_\-*/]{0,255}(?:@[a-z\d][a-z\d_\-*/]{0,13})?=[ -+\--<>-~]{0,255}[!-+\--<>-~]$/;
const TRACESTATE_MEMBERS = 32;
/** `key=value;property` (W3C Baggage 3.3.1); white space matches in one way only, as many tries would take long. */
const BAGGAGE_MEMBER = /^[\w!#$%&'*+.^`|~-]+[ \t]*=[ \t]*(?:[!#-+\--:<-[\]-~]+[ \t]*)?(?:;[ \t]*[!-+\--:<-~]+[ \t]*)*$/;
const BAGGAGE_BYTES = 8192;

/** W3C's trace context and baggage of a request, as they are to be passed on; what is malformed is left out. */
export function traceHeadersOf(headerOf: HeaderOf): Readonly<Record<string, string>> {
  const parent = headerOf('traceparent');
  const state = headerOf('tracestate');
  const baggage = headerOf('baggage');
  const hasParent = parent !== undefined && isTraceparent(parent);
  return {
    ...(hasParent ? { traceparent: parent } : {}),
    // without its parent the state means nothing
    ...(hasParent && state !== undefined && isTracestate(state) ? { tracestate: state } : {}),
    ...(baggage !== undefined && isBaggage(baggage) ? { baggage } : {}),
  };
}

function isTraceparent(value: string): boolean {
  const match = TRACEPARENT.exec(value);
  return match !== null && (match.groups?.['more'] === undefined || !value.startsWith('00'));
}

function isTracestate(value: string): boolean {
  const members = membersOf(value);
  return (
    members.length > 0 &&
    members.length <= TRACESTATE_MEMBERS &&
    members.every((member) => TRACESTATE_MEMBER.test(member))
  );
}

function isBaggage(value: string): boolean {
  const members = value.length <= BAGGAGE_BYTES ? membersOf(value) : [];
  return members.length > 0 && members.every((member) => BAGGAGE_MEMBER.test(member));
}

function membersOf(list: string): readonly string[] {
  return list
    .split(',')
    .map((member) => member.trim())
    .filter((member) => member !== '');
}
