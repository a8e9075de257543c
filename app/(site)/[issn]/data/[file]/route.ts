import { monthAnswer } from "@/app/_open-data/month-answer";
import { absent, textAnswer } from "@/app/_open-data/text-answer";
import { isIssn } from "@/lib/catalog/issn";
import { publishesData, settingsOf } from "@/lib/catalog/settings";
import { journalRow } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { dataPath, parseOpenFile } from "@/lib/reports/open-data/address";
import { dataPackage, newest } from "@/lib/reports/open-data/data-package";
import { dictionaryCsv } from "@/lib/reports/open-data/dictionary";
import { openMonth, openMonths } from "@/lib/reports/sql/open-data";

interface Context {
  params: Promise<{ issn: string; file: string }>;
}

/**
 * GET /{issn}/data/2026-10.csv, .csv.gz, .csv.sha256, datapackage.json, dictionary.csv: a journal's open data. Programs fetch it: nothing is
 * recorded. 404 says in words what is not there, 304 that nothing changed.
 */
async function fileOfData(request: Request, { params }: Context): Promise<Response> {
  const { issn, file } = await params;
  const db = sharedDb();
  const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
  if (!journal) return absent("There is no such journal.");
  if (!publishesData(await settingsOf(db, journal.id)))
    return absent("This journal does not publish its figures as open data.");
  const asked = parseOpenFile(file);
  switch (asked?.of) {
    case undefined:
      return absent(`There is no such file. What there is stands at ${dataPath(issn)}.`);
    case "dictionary":
      return textAnswer(request, dictionaryCsv(journal), "text/csv; charset=utf-8; header=present");
    case "package": {
      const months = await openMonths(db, journal.id);
      const json = `${JSON.stringify(dataPackage(journal, months, siteUrl(readEnv())), null, 2)}\n`;
      return textAnswer(request, json, "application/json", newest(months));
    }
    case "month": {
      const month = await openMonth(db, journal.id, asked.month);
      return month
        ? monthAnswer(request, month, asked.form)
        : absent(`There is no data of ${asked.month}. The months that there are stand at ${dataPath(issn)}.`);
    }
  }
}

export { fileOfData as GET, fileOfData as HEAD };
