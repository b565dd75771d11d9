// Door: the way to an app in its sandbox, which is a socket, or to one without a sandbox, which is a port.
import { closeSync, constants, fstatSync, openSync } from "node:fs";
import http from "node:http";
import { clearTimeout, setTimeout } from "node:timers";

/** The largest answer that is read, in bytes. */
const most = 5_000_000;

/** O_PATH of Linux: the file is found, but not opened. */
const onlyFind = 0x200000;

/**
 * A door: `find` returns how the app is reached, or undefined as long as it is not, and `close` ends all connections.
 * @param child the process of the sandbox, which tells on its fourth stream which process is inside
 */
export function openDoor({ port, door }, child) {
  // Connections of its own: those to another submission's app may still be open.
  const agent = new http.Agent({ keepAlive: true });
  if (door === undefined) return { find: () => ({ agent, host: "127.0.0.1", port }), close: () => agent.destroy() };
  let text = "";
  let socket;
  child.stdio[3].setEncoding("utf8").on("data", (more) => {
    text += more;
  });
  const find = () => {
    const inside = /"child-pid": (\d+)/.exec(text)?.[1];
    if (inside === undefined) return undefined;
    socket ??= pinned(`/proc/${inside}/root${door}`);
    return socket && { agent, socketPath: `/proc/self/fd/${socket}` };
  };
  const close = () => {
    agent.destroy();
    if (socket !== undefined) closeSync(socket);
  };
  return { find, close };
}

/** Found once, by the file and not by its name: later the app could put a link to a socket of this machine there. */
function pinned(file) {
  try {
    const socket = openSync(file, onlyFind | constants.O_NOFOLLOW);
    if (fstatSync(socket).isSocket()) return socket;
    closeSync(socket);
  } catch (error) {
    if (!["ENOENT", "ESRCH", "EACCES"].includes(error.code)) throw error; // It is not there yet.
  }
  return undefined;
}

/**
 * Sends a request through a door.
 * @param limit milliseconds; an error of an answer that takes longer has `late`
 * @returns `status`, `headers` and `text`
 */
export function send(door, { method, path, headers, body }, limit) {
  return new Promise((resolve, reject) => {
    const request = http.request({ ...door, method, path, headers: { host: "127.0.0.1:3000", ...headers } });
    const late = Object.assign(
      new Error(`${method} ${path} was not answered within ${limit / 1000} seconds.`),
      { late: true },
    );
    const timer = setTimeout(() => {
      reject(late);
      request.destroy();
    }, limit);
    const failed = (error) => {
      clearTimeout(timer);
      reject(new Error(`${method} ${path} was not answered: ${error.message.replace(/\.$/, "")}.`));
    };
    let answered = false;
    request.on("error", failed);
    // Not every end is an error: an answer that asks for another protocol only closes the connection.
    request.on("close", () => answered || failed(new Error("the connection was closed")));
    request.on("response", async (response) => {
      answered = true;
      const text = await readText(response).catch(failed);
      clearTimeout(timer);
      resolve({ status: response.statusCode, headers: headersOf(response), text });
    });
    request.end(body);
  });
}

async function readText(response) {
  let [text, bytes] = ["", 0];
  response.setEncoding("utf8");
  for await (const piece of response) {
    text += piece;
    bytes += piece.length;
    if (bytes > most) throw new Error(`The answer is larger than ${most / 1e6} MB.`);
  }
  return text;
}

function headersOf({ rawHeaders }) {
  const headers = new globalThis.Headers();
  for (let at = 0; at < rawHeaders.length; at += 2) headers.append(rawHeaders[at], rawHeaders[at + 1]);
  return headers;
}
