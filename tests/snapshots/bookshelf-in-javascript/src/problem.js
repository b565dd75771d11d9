// Problem: an error with the status and the message that the client gets.

/** Throw one anywhere in a route, and the client gets its status and message. */
export class Problem extends Error {
  constructor(status, message, { field, errors, headers = {} } = {}) {
    super(message);
    this.status = status;
    this.errors = field === undefined ? errors : [{ field, message }];
    this.headers = headers;
  }
}
