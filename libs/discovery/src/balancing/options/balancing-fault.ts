/** An option that cannot be used; several are told at once. */
export interface BalancingFault {
  /** Path within the options, for instance `ejection.maxShare`. */
  readonly option: string;
  readonly value: string;
  readonly allowed: string;
}
