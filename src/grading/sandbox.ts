// Sandbox: the command line that starts a program with its own file system, processes, network and limits.
import { existsSync, lstatSync, readlinkSync } from "node:fs";
import { delimiter, join } from "node:path";

export interface Sandbox {
  /** The folder with the app. It is /app inside, and cannot be written to. */
  app: string;
  /** Folders with installed packages: name in the app -> folder. */
  packages: Map<string, string>;
  /** A folder to be reached as /run/server: the socket of a database server. */
  share?: string;
  node: string;
  /** The port on which the app listens, inside. */
  port: number;
  /** Whether we are root. The app then runs as another user: a limit on processes does not hold for root. */
  root: boolean;
  /** The stream on which the id of the first process inside is told. */
  told?: number;
  /** A folder with the files of `etcInside`. */
  etc?: string;
  /** The file with the filter of system calls; undefined where there is none for this processor. */
  calls?: string;
  /** The number of the only processor that it gets. */
  processor?: number;
}

/** Where the app's requests come in: a socket in a file system of 64 kB, which only the sandbox has. */
export const door = "/run/door/http.sock";
/** Where the folder `share` is. */
export const shareInside = "/run/server";

/**
 * Files of /etc, of which a sandbox has no others: they say what `localhost` is. By the last one an app that listens
 * there has the address at which it is asked.
 */
export const etcInside = {
  hosts: "127.0.0.1 localhost\n::1 localhost\n",
  "nsswitch.conf": "hosts: files\n",
  "gai.conf": "precedence ::/0 40\nprecedence ::ffff:0:0/96 100\n",
};

/** A user that owns no file. PostgreSQL and others run as 65,534. */
const nobody = "65533";

/** Limits of each process and, for `nproc`, of all together. Sizes in bytes. */
const limits = {
  // V8 reserves far more address space than it uses, so that a limit on `as` would end Node.js itself.
  data: 1_000_000_000,
  fsize: 64_000_000,
  nofile: 512,
  nproc: 96,
  cpu: 120,
  core: 0,
};

/** Bytes of /tmp, which is kept in memory. */
const temporary = 64_000_000;

/** JavaScript's own limit of memory, in megabytes: it ends with a message that says so. */
export const environmentInside = {
  PATH: "/run/bin:/usr/local/bin:/usr/bin:/bin",
  HOME: "/tmp",
  NODE_OPTIONS: "--max-old-space-size=384",
};

/**
 * The words in front of a command that is to run in a sandbox. Its stdin is a pipe that stays open as long as it may
 * run. It is given the complete environment of the command, because the first process in a sandbox shows its own to the
 * others.
 */
export function sandboxed({ app, packages, share, node, port, root, told, etc, calls, processor }: Sandbox): string[] {
  const user = [programAt("setpriv"), `--reuid=${nobody}`, `--regid=${nobody}`, "--clear-groups", "--"];
  const opened = [programAt("sh"), "-c", 'exec 9< "$0" && exec "$@"', calls ?? ""];
  return [
    ...(root ? user : []),
    ...(processor === undefined ? [] : [programAt("taskset"), "--cpu-list", String(processor)]),
    ...(calls === undefined ? [] : opened),
    ...[programAt("bwrap"), "--unshare-all", "--unshare-user", "--die-with-parent", "--new-session"],
    // In a user namespace of its own a program could mount as much memory as it likes.
    "--disable-userns",
    ...(calls === undefined ? [] : ["--seccomp", "9"]),
    ...(told === undefined ? [] : ["--info-fd", String(told)]),
    ...["--uid", "1000", "--gid", "1000", "--hostname", "submission", "--cap-drop", "ALL"],
    ...systemFolders(),
    ...(etc === undefined ? [] : etcFiles(etc)),
    // Shared memory of /dev/zero belongs to no process.
    ...["--proc", "/proc", "--dev", "/dev", "--dev-bind", "/dev/null", "/dev/zero", "--remount-ro", "/dev"],
    ...["--size", String(temporary), "--tmpfs", "/tmp", "--size", "65536", "--tmpfs", "/run/door"],
    ...["--ro-bind", node, "/run/bin/node", "--ro-bind", app, "/app"],
    ...[...packages].flatMap(([name, folder]) => ["--ro-bind", folder, `/app/${name}`]),
    ...(share === undefined ? [] : ["--ro-bind", share, shareInside]),
    ...["--remount-ro", "/", "--chdir", "/app", "--"],
    ...["prlimit", ...Object.entries(limits).map(([name, most]) => `--${name}=${most}`), "--"],
    ...["sh", "-c", insideScript(port), "sh"],
  ];
}

/**
 * The first program inside opens the door and becomes the command. All ends when the other end of stdin is closed:
 * bwrap notices the end of its parent only when it has started, and would go on for ever if that came before.
 */
function insideScript(port: number): string {
  return [
    "exec 8<&0 </dev/null",
    "{ read -r _ <&8; kill -s KILL -- -1; } 2>/dev/null &",
    `socat UNIX-LISTEN:${door},fork,max-children=16 TCP:127.0.0.1:${port},${patience} 2>/dev/null 8<&- &`,
    'exec "$@" 8<&-',
  ].join("\n");
}

/** Where a program is: the environment of a sandbox has another PATH. */
function programAt(name: string): string {
  const files = (process.env.PATH ?? "").split(delimiter).map((folder) => join(folder, name));
  return files.find((file) => existsSync(file)) ?? name;
}

/** A request before the app listens waits for it, a second at most: to ask again would start a process each time. */
const patience = "retry=50,interval=0.02";

function etcFiles(folder: string): string[] {
  return Object.keys(etcInside).flatMap((name) => ["--ro-bind", join(folder, name), `/etc/${name}`]);
}

/** Programs and libraries. Where /bin and /lib are links into /usr, they are links inside too. */
function systemFolders(): string[] {
  const others = ["/bin", "/sbin", "/lib", "/lib64"].flatMap((path) => {
    if (!existsSync(path)) return [];
    return lstatSync(path).isSymbolicLink() ? ["--symlink", readlinkSync(path), path] : ["--ro-bind", path, path];
  });
  return ["--ro-bind", "/usr", "/usr", "--ro-bind-try", "/etc/ld.so.cache", "/etc/ld.so.cache", ...others];
}
