// What went wrong with a request, in the words and the status that the client gets.
interface Details {
  errors?: { field: string; message: string }[];
  headers?: Record<string, string>;
}

/** Throw one anywhere below a route and the client gets its status and its message. */
export class Problem extends Error {
  readonly status: number;
  readonly details: Details;

  constructor(status: number, message: string, details: Details = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}
