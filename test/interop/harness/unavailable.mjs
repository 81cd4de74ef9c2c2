/** A party that cannot be had on this machine: its cases are skipped, and the message is the reason said aloud. */
export class Unavailable extends Error {
  name = 'Unavailable';
}
