/** A look-up by VIP address, by application or by both was given neither. */
export class MissingNameError extends Error {
  readonly code = 'EUREKA_LOOKUP_WITHOUT_NAME';

  constructor() {
    super('A look-up needs a VIP address, the name of an application, or both.');
    this.name = 'MissingNameError';
  }
}
