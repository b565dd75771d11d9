// Pages: reports/<key>.md for each student, and reports/class.md for the instructor.
import type { Draft } from "../draft.ts";
import { classPage } from "./class-page.ts";
import type { Pages } from "./page-parts.ts";
import { studentPage } from "./student-page.ts";

export const reportsFolder = "reports";

/** All pages, by their paths in the assignment's folder. */
export function pagesOf(pages: Pages): Draft {
  const own = pages.results.map((result) => [`${reportsFolder}/${result.key}.md`, studentPage(pages, result)] as const);
  return new Map([...own, [`${reportsFolder}/class.md`, classPage(pages)]]);
}
