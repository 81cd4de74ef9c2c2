import { noteBinding, noteRoute } from './route.js';
import type { Binding } from './route.js';

export interface MappingOptions {
  /** Sent with each call. */
  readonly headers?: Readonly<Record<string, string>>;
}

type Mapping = (path?: string, options?: MappingOptions) => MethodDecorator;

function mapping(method: string): Mapping {
  return (path = '', { headers = {} } = {}) =>
    (prototype, name) =>
      noteRoute(prototype, String(name), { method, path, headers });
}

/** `GET`, at a path such as `/items/:id` or `/items/{id}`, below that of the client. */
export const GetMapping = mapping('GET');
export const PostMapping = mapping('POST');
export const PutMapping = mapping('PUT');
export const PatchMapping = mapping('PATCH');
export const DeleteMapping = mapping('DELETE');

function bound(binding: Binding): ParameterDecorator {
  return (prototype, name, index) => noteBinding(prototype, String(name), index, binding);
}

/** A part of the path; it is encoded. */
export function PathVariable(name: string): ParameterDecorator {
  return bound({ place: 'path', name });
}

/** A query parameter: left out when undefined, repeated for a list. Without a name the argument is an object of them. */
export function RequestParam(name?: string): ParameterDecorator {
  return bound({ place: 'query', name });
}

/** Left out when undefined. */
export function RequestHeader(name: string): ParameterDecorator {
  return bound({ place: 'header', name });
}

/** JSON, unless it is text, bytes, a form or a stream. An argument without a decorator is the body as well, as in Feign. */
export function RequestBody(): ParameterDecorator {
  return bound({ place: 'body' });
}

/** The body of a method that the service answers: `return remote(id)`. It is never run, and names the arguments only. */
export function remote(..._args: readonly unknown[]): never {
  throw new Error('This method is answered by a service: inject the class, which needs @ServiceClient() and a mapping');
}
