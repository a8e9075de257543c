/** What a spreadsheet takes for the beginning of a formula. */
const FORMULA = /^[=+\-@]/;

/**
 * Rows as text, tabs or commas between, a byte-order mark in front so that Excel reads UTF-8. Text that a spreadsheet would take for a
 * formula is led by an apostrophe; numbers are numbers. Quoting is RFC 4180's, which COUNTER's tabs follow as well.
 */
export async function* delimited(
  rows: AsyncIterable<readonly (string | number | null)[]>,
  separator: "\t" | ",",
): AsyncGenerator<string> {
  const quoted = separator === "\t" ? /["\t\r\n]/ : /[",\r\n]/;
  let held = "\ufeff";
  for await (const row of rows) {
    held += `${row.map((cell) => cellText(cell, quoted)).join(separator)}\r\n`;
    if (held.length < 64 * 1024) continue;
    yield held;
    held = "";
  }
  yield held;
}

function cellText(cell: string | number | null, quoted: RegExp): string {
  if (cell === null) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return quoted.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
