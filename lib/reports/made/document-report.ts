import type { Content } from "./content";
import { csvFile } from "./files/csv";
import { jsonFile } from "./files/json";
import { pdfFile } from "./files/pdf";
import { xlsxFile } from "./files/xlsx";
import { type At, type Format, fileName, MEDIA_TYPES, periodName } from "./format";
import type { MadeFile, MadeReport } from "./made-report";
import { periodWords } from "./period-words";

/** A report that is read whole, with its files. */
export function documentReport(what: string, content: Content, at: At): MadeReport {
  const { title, scope, period, headline, figures, empty, totals, countedThrough, methodVersion, path } = content;
  return {
    ...{ title, scope, headline, figures, empty, totals, countedThrough, methodVersion, path },
    periodWords: periodWords(period),
    files: at.formats.map(
      (format): MadeFile => ({
        format,
        name: fileName([scope, title, periodName(period)], format),
        mediaType: MEDIA_TYPES[format],
        pieces: () => piecesOf(what, content, format, at),
      }),
    ),
  };
}

async function* piecesOf(what: string, content: Content, format: Format, at: At): AsyncGenerator<Uint8Array | string> {
  switch (format) {
    case "pdf":
      return yield await pdfFile(content, at);
    case "xlsx":
      return yield* xlsxFile(content, at.now);
    case "csv":
      return yield* csvFile(content, at.now);
    case "json":
      return yield* jsonFile(what, content, at.now);
    default:
      throw new Error(`no ${format} of this report`);
  }
}
