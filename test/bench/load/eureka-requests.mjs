import { DIRTY_AT, nameOf, sampleInstance } from '../instances.mjs';
import { httpRequest } from './http-request.mjs';

const JSON_TYPE = 'application/json';

export function registerRequest(instance) {
  return httpRequest('POST', `/eureka/apps/${instance.app}`, {
    headers: { Accept: JSON_TYPE, 'Content-Type': JSON_TYPE },
    body: JSON.stringify({ instance }),
  });
}

export function heartbeatRequest(index) {
  const { app, id } = nameOf(index);
  return httpRequest('PUT', `/eureka/apps/${app}/${id}?status=UP&lastDirtyTimestamp=${DIRTY_AT}`, {
    headers: { Accept: JSON_TYPE },
  });
}

export function readRequest(path, { gzip = false } = {}) {
  return httpRequest('GET', path, { headers: { Accept: JSON_TYPE, ...(gzip && { 'Accept-Encoding': 'gzip' }) } });
}

/** One request for each of the first `size` instances. */
export function forEachInstance(size, request) {
  return Array.from({ length: size }, (_, index) => request(index));
}

export const registrations = (size, from = 0) =>
  forEachInstance(size - from, (index) => registerRequest(sampleInstance(from + index)));
