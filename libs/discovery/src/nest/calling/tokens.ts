/** What calls services by name: for the parts of this package, and for those who build on its stages. */
export const SERVICE_CALLERS = 'NEST_EUREKA:SERVICE_CALLERS';
