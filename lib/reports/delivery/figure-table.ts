import { numberWords } from "@/lib/authors/letter/words";
import type { MailTable } from "@/lib/mail/layout";
import { changeWords } from "../made/change-words";
import type { Facts } from "./facts";

/** The figures of a report for a mail: three narrow columns, which a phone has room for. */
export function figureTable({ title, scope, periodWords, figures }: Facts): MailTable {
  const compared = figures.some(({ before }) => before !== undefined);
  return {
    caption: `${title} of ${scope}${compared ? ", beside the period before" : ""}`,
    head: ["Measure", periodWords, ...(compared ? ["Change"] : [])],
    rows: figures.map(({ label, value, before }) => [
      label,
      numberWords(value),
      ...(compared ? [changeWords(value, before) ?? "–"] : []),
    ]),
  };
}
