// Steps: what a check needs before it can begin.

/** An error of a step, with which a check is blocked and not failed. */
export function stepFailed(step, reason) {
  return Object.assign(new Error(`This check could not begin: ${step}. ${reason}`), { blocked: true });
}

/**
 * `http`, which looks for the cause where a login is refused: does the app know any?
 * @param user creates a user who is logged in
 * @param path a page for everyone who is logged in
 */
export function withLogin(http, user, path) {
  return async (route, options = {}) => {
    const answer = await http(route, options);
    if (options.session === undefined || options.mayFail || !isRefused(answer)) return answer;
    const { session } = await user();
    const { status } = await http(`GET ${path}`, { session });
    if (status === 200) return answer;
    const problem = `With the session of a new user, ${path} was answered with ${status} instead of 200.`;
    throw stepFailed("nobody can be logged in", `${problem} Look at how your app finds the user of a session.`);
  };
}

/** An API refuses, and a page leads to the login. */
function isRefused({ status, headers }) {
  return status === 401 || /^\/login\b/.test(headers.get("location") ?? "");
}
