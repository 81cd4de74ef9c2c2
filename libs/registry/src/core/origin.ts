/** Who asked for a change. Only what a `client` asked for is passed on to peers (server.md 4.1). */
export type Origin = 'client' | 'peer' | 'eviction';
