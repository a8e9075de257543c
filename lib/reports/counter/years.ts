/** Years of publication from one to another, both included. */
export interface YearRange {
  from: number;
  to: number;
}

/** `2020`, `2018-2020` or a list of those with bars between; undefined when it is anything else. COUNTER R5.1 §3.3.8. */
export function parseYears(text: string): YearRange[] | undefined {
  const ranges = text.split("|").map((one) => {
    const [, first, last = first] = /^(\d{4})(?:-(\d{4}))?$/.exec(one) ?? [];
    return first === undefined ? undefined : { from: Number(first), to: Number(last) };
  });
  return ranges.every((range) => range !== undefined && range.from > 0 && range.from <= range.to)
    ? (ranges as YearRange[])
    : undefined;
}

/** As reports have it: four digits, `0001` for unknown. */
export const yearWords = (year: number): string => String(Math.max(1, year)).padStart(4, "0");
