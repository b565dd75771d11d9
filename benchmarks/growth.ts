// Growth: how long a list of the generated API takes while its table grows to a million rows.
import { sql } from "../tests/support/postgres.ts";
import { median } from "./figures.ts";

/** Milliseconds of each way to ask for a list, at this number of rows. */
export interface Growth {
  rows: number;
  milliseconds: number[];
}

export const ways = [
  { title: "A page", path: "/api/reviews" },
  { title: "The 1,000th page", path: "/api/reviews?page=1000" },
  { title: "Sorted without an index", path: "/api/reviews?sort=rating" },
  { title: "Search with `q`", path: "/api/reviews?q=funniest" },
];

/** Fills the table up to each of the sizes, and asks for each list a few times. */
export async function measureGrowth(app: string, database: string, sizes: number[]): Promise<Growth[]> {
  const found: Growth[] = [];
  for (const rows of sizes) {
    await fillReviews(database, rows);
    const milliseconds: number[] = [];
    for (const { path } of ways) milliseconds.push(await millisecondsOf(app + path));
    found.push({ rows, milliseconds });
  }
  return found;
}

/** Adds reviews until there are so many. */
export async function fillReviews(database: string, rows: number): Promise<void> {
  await sql(database, `insert into reviews (rating, body, book_id, owner_id)
    select 1 + n % 5, 'Better on every reading: ' || n, 1, 1 from generate_series((select count(*) from reviews) + 1, ${rows}) n`);
  await sql(database, "vacuum analyze reviews");
}

/** The median of five requests, each after the one before; the first of all warms the server up. */
async function millisecondsOf(url: string): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 6; round += 1) {
    const begin = performance.now();
    const response = await fetch(url);
    await response.text();
    if (!response.ok) throw new Error(`${url} answered ${response.status}.`);
    times.push(performance.now() - begin);
  }
  return median(times.slice(1));
}
