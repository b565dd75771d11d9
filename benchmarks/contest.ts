// Contest: the generated API compared with other servers that send the same SQL, by requests per second and CPU time
// per request.
import { compare, type Pair } from "./figures.ts";
import type { Row } from "./report.ts";
import { loadServer, type Figures, type Load } from "./requests.ts";
import type { Server } from "./server.ts";

interface Peer {
  /** its script in peers/ */
  script: string;
  title: string;
  /** the ratio to reach: at least this for requests, at most this for CPU time */
  requests?: number;
  cpu?: number;
}

export const peers: Peer[] = [
  { script: "handwritten-express.js", title: "Express by hand", cpu: 1.1 },
  { script: "nest.js", title: "NestJS + pg", cpu: 1.25 },
  { script: "bare-express.js", title: "Express + pg", requests: 0.75 },
  { script: "bare-fastify.js", title: "Fastify + pg" },
];

export interface Bench {
  /** the folder of the peers */
  folder: string;
  rounds: number;
  seconds: number;
}

/** The loads: a list, a read and a write, the last one with this session's token. */
export function loads(token: string): Load[] {
  const review = JSON.stringify({ rating: 5, body: "Funnier on every reading.", recommended: true, bookId: 1 });
  const headers = ["content-type=application/json", `authorization=Bearer ${token}`].flatMap((header) => ["--headers", header]);
  return [
    { what: "list: 20 of 200 reviews", path: "/api/reviews" },
    { what: "read: one review", path: "/api/reviews/1" },
    { what: "create: a review", path: "/api/reviews", options: ["--method", "POST", ...headers, "--body", review] },
  ];
}

/** Throws unless all servers give the same answers: one that does less would be quicker. */
export async function checkAnswers([ours, ...others]: Server[]): Promise<void> {
  for (const path of ["/api/reviews", "/api/reviews/1"]) {
    const expected = await answer(ours, path);
    for (const other of others) if ((await answer(other, path)) !== expected) throw new Error(`${other.url}${path} answers something else.`);
  }
}

async function answer(server: Server | undefined, path: string): Promise<string> {
  const response = await fetch(`${server?.url}${path}`);
  return `${response.status} ${JSON.stringify(await response.json())}`;
}

/** One load on all servers in turns; ours is the first of them. */
export async function contest(load: Load, servers: Server[], { folder, rounds, seconds }: Bench): Promise<Row[]> {
  for (const server of servers) await loadServer(folder, server, load, 2);
  const turns: Figures[][] = [];
  for (let round = 0; round < rounds; round += 1) {
    const turn: Figures[] = [];
    for (const server of servers) turn.push(await loadServer(folder, server, load, seconds));
    turns.push(turn);
  }
  return peers.flatMap((peer, at) => rowsOf(load, peer, turns.map((turn) => [turn[0], turn[at + 1]])));
}

/** The requests a second, and where it is known the CPU time. */
function rowsOf({ what }: Load, { title, requests, cpu }: Peer, turns: (Figures | undefined)[][]): Row[] {
  const pairs = (of: (figures: Figures | undefined) => number) => turns.map(([ours, theirs]): Pair => [of(ours), of(theirs)]);
  const row = { what, against: title };
  const rows: Row[] = [{ ...row, unit: "requests/s", target: requests, ...compare(pairs((figures) => figures?.requestsPerSecond ?? 0)) }];
  if (turns[0]?.[0]?.cpu !== undefined) rows.push({ ...row, unit: "µs", target: cpu, ...compare(pairs((figures) => figures?.cpu ?? 0)) });
  return rows;
}
