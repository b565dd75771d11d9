// Problem: an error with the status and the message that the client gets.
interface Details {
  errors?: { field: string; message: string }[];
  headers?: Record<string, string>;
}

/** Throw one anywhere in a route, and the client gets its status and message. */
export class Problem extends Error {
  readonly status: number;
  readonly details: Details;

  constructor(status: number, message: string, details: Details = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}
