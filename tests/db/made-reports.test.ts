import { writeFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { testDatabase } from "../fixtures/database";
import { MAY, made, madeWorld, ORCID, opened } from "../fixtures/made-world";

const { db } = await testDatabase();
const world = await madeWorld(db);
const { journal, special } = world;

test("look", async () => {
  for (const ask of [
    { what: "overview", journalId: journal.id },
    { what: "special-issue", journalId: journal.id, specialIssueId: special },
    { what: "author", journalId: journal.id, orcid: ORCID },
    {
      what: "articles",
      journalId: journal.id,
      view: "column=type,section,specialIssue,published,abstractViews,fullTextViews,pdfDownloads,totalItemInvestigations,uniqueItemInvestigations,totalItemRequests,uniqueItemRequests,change,readShare,percentile",
    },
  ] as const) {
    const report = await made(db, ask);
    const { bytes, json } = await opened(report);
    console.log({ ...report, files: report.files.map((f) => f.name) });
    writeFileSync(`/tmp/pdfs/w-${ask.what}.pdf`, await bytes("pdf"));
    writeFileSync(`/tmp/pdfs/w-${ask.what}.json`, JSON.stringify(await json(), null, 1));
  }
});
