/** What the services of the documents deal in. */
export interface Item {
  readonly id: string;
}
