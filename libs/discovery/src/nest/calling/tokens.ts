/** What calls services by name: for the parts of this package, and for those who build on its stages. */
export const SERVICE_CALLERS = 'NEST_EUREKA:SERVICE_CALLERS';

/** What calls take over from where they are made, and who is told of them. */
export const CALL_SURROUNDINGS = 'NEST_EUREKA:CALL_SURROUNDINGS';
