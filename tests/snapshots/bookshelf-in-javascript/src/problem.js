// What went wrong with a request, in the words and the status that the client gets.

/** Throw one anywhere below a route and the client gets its status and its message. */
export class Problem extends Error {
  constructor(status, message, details = {}) {
    super(message);
    this.status = status;
    this.details = details;
  }
}
