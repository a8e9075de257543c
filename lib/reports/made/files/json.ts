import { plainCell } from "@/lib/spreadsheets/workbook";
import type { Content, Table } from "../content";
import { jsonHead } from "./json-head";

/** A report as one object: the same figures as its other files, under keys that stay. Each table is a list of objects by its columns. */
export function* jsonFile(what: string, content: Content, now: Date): Generator<string> {
  const { headline, figures, totals, of, parts, definitions } = content;
  const object = {
    ...jsonHead(what, content, now),
    of: Object.fromEntries(of),
    headline: headline ?? null,
    figures,
    totals,
    ...Object.assign(
      {},
      ...parts.map((part) => (part.kind === "figures" ? { uniqueReadShare: part.share ?? null } : {})),
    ),
    definitions: Object.fromEntries(definitions),
  };
  yield JSON.stringify(object).slice(0, -1);
  for (const part of parts) if (part.kind === "table") yield* tableJson(part.table);
  yield "}\n";
}

const TOGETHER = 500;

function* tableJson({ key, columns, rows }: Table): Generator<string> {
  yield `,${JSON.stringify(key)}:[`;
  for (let at = 0; at < rows.length; at += TOGETHER) {
    const objects = rows
      .slice(at, at + TOGETHER)
      .map((row) =>
        JSON.stringify(Object.fromEntries(columns.map((column, i) => [column.key, plainCell(row[i] ?? null)]))),
      );
    yield `${at === 0 ? "" : ","}\n${objects.join(",\n")}`;
  }
  yield "\n]";
}
