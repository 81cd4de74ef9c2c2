export { maskCredentials, withoutCredentials } from './service-url.js';
