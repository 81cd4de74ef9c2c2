/** The polynomial of gzip's CRC-32, lowest power at the highest bit (RFC 1952, section 8). */
const POLYNOMIAL = 0xedb88320;

/** The number 1 among polynomials. */
const ONE = 1 << 31;

/**
 * What appending a text of some length does to the CRC-32 of what stands before it: x to the power of that length in bits,
 * modulo the polynomial. Kept beside a text, it makes joining two CRCs one multiplication, however long the text is.
 */
export type CrcShift = number;

/** The shift of appending nothing. */
export const NO_SHIFT: CrcShift = ONE;

/** x^8, x^16, x^32 and so on: the shift of 1, 2, 4 … bytes. */
const SHIFT_OF_POWER: readonly CrcShift[] = powers();

export function shiftOf(byteLength: number): CrcShift {
  let shift = NO_SHIFT;
  for (let rest = byteLength, power = 0; rest > 0; rest = Math.floor(rest / 2), power++) {
    if (rest % 2 === 1) shift = joinShifts(shift, SHIFT_OF_POWER[power] ?? NO_SHIFT);
  }
  return shift;
}

/** The shift of both texts together. */
export function joinShifts(first: CrcShift, second: CrcShift): CrcShift {
  let product = 0;
  let factor = second;
  for (let rest = first; rest !== 0; rest <<= 1) {
    if (rest < 0) product ^= factor;
    factor = (factor & 1) === 1 ? (factor >>> 1) ^ POLYNOMIAL : factor >>> 1;
  }
  return product;
}

/** The CRC-32 of two texts joined, from that of each and the shift of the second. */
export function joinCrcs(first: number, second: number, shiftOfSecond: CrcShift): number {
  return (joinShifts(shiftOfSecond, first) ^ second) >>> 0;
}

/** As many as a safe integer has bits. */
function powers(): readonly CrcShift[] {
  const shifts: CrcShift[] = [ONE >>> 8];
  while (shifts.length < 53) {
    const last = shifts.at(-1) ?? NO_SHIFT;
    shifts.push(joinShifts(last, last));
  }
  return shifts;
}
