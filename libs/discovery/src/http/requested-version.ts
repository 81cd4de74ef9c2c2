/** Where a request names the version of the API it wants, beside a header (client.md 6.7). */
export interface VersionSources {
  /** `api-version.query-parameter`. @default none */
  readonly apiVersionParameter?: string;
  /** `api-version.path-segment`, from 0. @default none */
  readonly apiVersionSegment?: number;
  /** `api-version.media-type-parameters`: parameter by media type, looked for in Accept, then in Content-Type. @default none */
  readonly apiVersionMediaTypes?: ReadonlyMap<string, string>;
}

type HeaderOf = (name: string) => string | undefined;

/** The version in the query, else in the path, else in a media type. */
export function requestedVersion(path: string, headerOf: HeaderOf, sources: VersionSources): string | undefined {
  const { apiVersionParameter, apiVersionSegment, apiVersionMediaTypes } = sources;
  const version =
    (apiVersionParameter !== undefined && queryValue(path, apiVersionParameter)) ||
    (apiVersionSegment !== undefined && segment(path, apiVersionSegment)) ||
    (apiVersionMediaTypes !== undefined &&
      (mediaTypeValue(headerOf('accept'), apiVersionMediaTypes) ||
        mediaTypeValue(headerOf('content-type'), apiVersionMediaTypes)));
  return version || undefined;
}

function queryValue(path: string, name: string): string | undefined {
  const [, query = ''] = /\?([^#]*)/.exec(path) ?? [];
  return new URLSearchParams(query).get(name) ?? undefined;
}

function segment(path: string, at: number): string | undefined {
  const text = /^[^?#]*/
    .exec(path)?.[0]
    .split('/')
    .filter((part) => part !== '')[at];
  try {
    return text === undefined ? undefined : decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** `application/json;v=2, text/html` with `application/json` and `v` gives `2`. */
function mediaTypeValue(header: string | undefined, parameters: ReadonlyMap<string, string>): string | undefined {
  for (const part of header?.split(',') ?? []) {
    const [type = '', ...rest] = part.split(';').map((text) => text.trim());
    for (const [wanted, name] of parameters) {
      if (type.toLowerCase() !== wanted.toLowerCase()) continue;
      const found = rest.find((text) => text.toLowerCase().startsWith(`${name.toLowerCase()}=`));
      if (found !== undefined) return found.slice(name.length + 1).replaceAll('"', '');
    }
  }
  return undefined;
}
