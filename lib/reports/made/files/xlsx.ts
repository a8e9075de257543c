import { workbook } from "@/lib/spreadsheets/workbook";
import { aboutLines } from "../about";
import type { Content } from "../content";

/** Every table of a report as a sheet of typed cells under a heading that stays, and a last one that says what it all is. */
export const xlsxFile = (content: Content, now: Date): AsyncGenerator<Uint8Array> =>
  workbook([
    ...content.parts.flatMap((part) =>
      part.kind === "table"
        ? [
            {
              name: part.table.sheet,
              rows: [part.table.columns.map(({ words }) => words), ...part.table.rows],
              frozen: 1,
              widths: part.table.columns.map(({ width }) => width),
            },
          ]
        : [],
    ),
    {
      name: "About",
      rows: [...aboutLines(content, now), [], ["What the figures mean", ""], ...content.definitions],
      widths: [30, 110],
    },
  ]);
