// Problem: an error with the status and the message that the client gets.
type FieldErrors = { field: string; message: string }[];

// `field` is the only one that is wrong, instead of `errors`.
type Details = { field?: string; errors?: FieldErrors; headers?: Record<string, string> };

/** Throw one anywhere in a route, and the client gets its status and message. */
export class Problem extends Error {
  readonly status: number;
  readonly errors: FieldErrors | undefined;
  readonly headers: Record<string, string>;

  constructor(status: number, message: string, { field, errors, headers = {} }: Details = {}) {
    super(message);
    this.status = status;
    this.errors = field === undefined ? errors : [{ field, message }];
    this.headers = headers;
  }
}
