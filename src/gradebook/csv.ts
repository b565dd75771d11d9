// CSV: a table as text that no spreadsheet program takes for a formula.
import { stringify } from "csv-stringify/sync";
import type { Table } from "./formats.ts";

/**
 * Cells that begin with =, +, -, @, a tab or a carriage return get an apostrophe in front. In some countries a
 * spreadsheet splits lines at semicolons, so the same holds behind a semicolon or a tab, and quotes after it.
 */
export function csvText(table: Table): string {
  return stringify(table.map((row) => row.map(harmless)), { escape_formulas: true });
}

function harmless(cell: string): string {
  return cell.replace(/[;\t](?=["\s]{0,50}[=+@\-\uFF1D\uFF0B\uFF0D\uFF20])/g, "$&'");
}
