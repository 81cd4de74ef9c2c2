/** So much of an answer's body is kept. */
const KEPT = 10_000;

/** A service answered a typed client with a status that is not 2xx. */
export class ServiceAnswerError extends Error {
  readonly code = 'EUREKA_SERVICE_ANSWER';
  /** The first 10,000 characters. */
  readonly body: string;

  constructor(
    readonly service: string,
    readonly status: number,
    readonly method: string,
    /** Without the query. */
    readonly path: string,
    body: string,
  ) {
    super(`${service} answered ${method} ${path} with ${status}`);
    this.name = 'ServiceAnswerError';
    this.body = body.slice(0, KEPT);
  }
}

/** What a 2xx answer holds: JSON as a value, anything else as text, nothing as undefined. */
export async function contentOf(response: Response): Promise<unknown> {
  const content = await response.text();
  if (content === '') return undefined;
  const type = response.headers.get('content-type') ?? '';
  return /[/+]json\b/i.test(type) ? (JSON.parse(content) as unknown) : content;
}
