/**
 * Where our answer differs from Java's on purpose. The comparer fails on a difference that is not here, and on an entry
 * that no longer differs. docs/protocol.md explains each to users; `section` is where the rule comes from.
 * The form of an entry: wire/deliberate.mjs.
 */
export const deliberateDifferences = [
  {
    method: /^(PUT|DELETE)$/,
    statuses: [404, 404],
    ours: /^(\(absent\)|empty)$/,
    reason:
      'the 404 of a heartbeat, a cancel, a status or metadata change is empty: three Java clients never come back after a document',
    section: 'wire-live 4.3, java-faults 9',
  },
  {
    field: /^body(\.Map)?\.message$/,
    java: /^\(absent\)$/,
    reason: 'an error document says why',
    section: 'contract 3',
  },
  {
    statuses: [500, 400],
    reason: 'input that makes Java fail is refused, and changes nothing',
    section: 'java-faults 7, contract 3',
  },
  {
    case: /\/eureka\/v1\/|v1-prefix/,
    statuses: [404, 200],
    reason: 'the prefix of the first protocol version is served, as by Netflix',
    section: 'server.md 1.1',
  },
  {
    statuses: [406, 406],
    field: /^(headers\.content-type|form|layout|body.*)$/,
    reason: 'a 406 says in JSON what is possible, Java a page, a document in the wrong type or nothing',
    section: 'contract 3',
  },
  {
    method: /^GET$/,
    statuses: [200, 200],
    field: /^headers\.content-type$/,
    java: /^application\/xml$/,
    ours: /^application\/json$/,
    reason: 'the label says what the body is: Java labels JSON as XML when both are accepted',
    section: 'java-faults 16',
  },
  {
    case: /APPLICATION\/JSON/,
    method: /^GET$/,
    reason: 'a media type in capitals is JSON like any other, in label and body',
    section: 'java-faults 16',
  },
  {
    case: /^03 register: (unknown-object|read-unknown-object|lease-unknown-object)/,
    reason: 'an unknown member is ignored wherever it stands; Java takes an object only as the last one',
    section: 'java-faults 8',
  },
  {
    case: /gzip-body/,
    reason: 'gzip request bodies are accepted',
    section: 'java-faults 15',
  },
  {
    field: /^body\.instance\.status$/,
    java: /^DOWN$/,
    ours: /^(OUT_OF_SERVICE|UNKNOWN)$/,
    reason: 'the XML of one instance tells its status as it is',
    section: 'server.md 1.9',
  },
  {
    case: /^several VIPs in one address/,
    statuses: [200, 200],
    field: /apps__hashcode|VIPS3/,
    reason: 'an answer for one of several VIPs is never stale',
    section: 'server.md 3.4',
  },
  {
    case: /: status accept=application\/json/,
    statuses: [500, 200],
    reason: 'JSON status works',
    section: 'java-faults 10',
  },
  {
    case: /^03 one bad registration: .*(amazon|cancel-bad)/,
    reason: 'one registration never breaks the answers of others',
    section: 'java-faults 6',
  },
  {
    method: /^OPTIONS$/,
    statuses: [200, 200],
    field: /^(headers\.content-type|form)$/,
    java: /wadl/,
    reason: 'OPTIONS answers with Allow alone, without a WADL document',
    section: 'wire-live 4.5',
  },
  {
    case: /^03 register: (dci-no-class|dci-unknown-class|dci-metadata-null|port-scalar|amazon-no-metadata-key|read-amazon-no-metadata)/,
    reason:
      'a data center is known by its name, class or not, and a port may be a bare number: what can be understood is accepted',
    section: 'wire-live 2.1',
  },
  {
    case: /^05 batch: (register-bad-dataCenterInfo|unknown-item-key|unknown-top-key)/,
    statuses: [400, 200],
    reason: 'the same in a batch; unknown members are ignored there too',
    section: 'wire-live 2.2',
  },
  {
    case: /^03 register: (read-)?metadata-array-value/,
    reason: 'a metadata value that is a list is refused; Java stores its brackets',
    section: 'java-faults 8',
  },
  {
    case: /^03 one bad registration: .*metadata-odd-keys/,
    reason: 'text that XML cannot carry is refused; in Java it makes the XML of everyone ill-formed',
    section: 'java-faults 19',
  },
  {
    case: /: (read|hb)-after-delete-no-value$/,
    reason:
      'the override before it was refused for its timestamp, and a refusal changes nothing; Java fails after the change',
    section: 'server.md 9.11',
  },
  {
    case: /: serverinfo(-v2)?$/,
    statuses: [404, 200],
    reason: 'the overrides can be read, as from Netflix; Spring loses the path',
    section: 'server.md 1.1',
  },
  {
    case: /: (v2-)?no-context$/,
    statuses: [404, 404],
    reason: "outside the API the error document is the framework's",
    section: 'contract 3',
  },
  {
    case: /: (instance-percent-slash|backslash-raw|pipe-raw|bad-percent)$/,
    java: /^(400|text\/html.*|html|\(absent\))$/,
    reason: "odd characters in an id reach the registry; Java's container refuses them with a page",
    section: 'wire-live 4.4',
  },
  {
    method: /^GET$/,
    statuses: [404, 404],
    field: /^(headers\.content-type|form|layout|body)$/,
    java: /^(text\/html.*|html|application\/json;charset=UTF-8|\(absent\))$/,
    reason: 'an error is JSON or XML, never a page, and its label has no echoed charset',
    section: 'contract 3',
  },
  {
    method: /^TRACE$/,
    field: /^headers\.allow$/,
    reason: 'Allow says what the path allows, for TRACE as for other methods',
    section: 'wire-live 4.5',
  },
  {
    field: /\.actionType$/,
    java: /^ADDED$/,
    ours: /^MODIFIED$/,
    reason: 'a status that a heartbeat brings is in the delta; Java leaves clients to find out by the hash',
    section: 'server.md 9.7',
  },
  {
    case: /^random operations/,
    only: 'netflix',
    field: /\(by name\).*\.lastRenewalTimestamp$/,
    reason: 'a renewal alone makes no new text: in a list it may be as old as a cached answer may be',
    section: 'server.md 3.4',
  },
];
