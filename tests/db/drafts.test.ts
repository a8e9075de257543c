import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { afterAll, describe, expect, test } from "vitest";
import { articleByDoi } from "@/lib/catalog/articles";
import {
  beginCorrection,
  beginDraft,
  type Draft,
  findDraft,
  previewDraft,
  publishDraft,
  saveDraft,
} from "@/lib/catalog/draft/draft";
import type { Fields } from "@/lib/catalog/draft/fields";
import { type StoredPdf, storePdf, uploadName } from "@/lib/catalog/draft/pdf";
import { previewedArticle } from "@/lib/catalog/draft/previewed";
import { storedPath } from "@/lib/catalog/file-store";
import { deleteDraft, updateDraft } from "@/lib/catalog/sql/drafts";
import { upsertArticle } from "@/lib/catalog/sql/entries";
import { upsertJournal } from "@/lib/catalog/sql/journals";
import { versionRows } from "@/lib/catalog/sql/versions";
import { addPerson } from "@/lib/people/add";
import { makeAuth } from "@/lib/people/auth";
import { sampleArticles } from "@/lib/sample/journal";
import { anArticle, articleEntry, journalEntry } from "../fixtures/catalogue";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const dataDir = mkdtempSync(path.join(os.tmpdir(), "footfall-drafts-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const journalId = await upsertJournal(db, journalEntry());
const auth = makeAuth(db, { site: "https://journals.example", secret: "s".repeat(40) });
const { id: personId } = await addPerson(db, auth, { email: "editor@press.example", name: "An Editor" });
const NOW = new Date("2026-03-03T12:00:00Z");

const pdf = (text = "x") => Buffer.from(`%PDF-1.7\n${text}\n%%EOF\n`);
const pieces = (...content: Uint8Array[]) => Readable.from(content);
const kept = (content: Uint8Array) => storePdf(dataDir, "paper.pdf", pieces(content), 1024 * 1024);

async function there(id: number): Promise<Draft> {
  const draft = await findDraft(db, id);
  if (!draft) throw new Error("no draft");
  return draft;
}
async function typed(draft: Draft, fields: Partial<Fields>, upload?: StoredPdf | null) {
  const { revision } = draft;
  return saveDraft(db, draft, { revision, fields: { ...draft.fields, ...fields }, pdf: upload, personId }, NOW);
}
async function correctionOf(doi: string): Promise<Draft> {
  const article = await articleByDoi(db, doi);
  if (!article) throw new Error("no article");
  return there(await beginCorrection(db, article, personId, NOW));
}
const NEW: Partial<Fields> = { title: "A new <sup>one</sup>", volume: "9", firstPage: "e1", published: "2026-03-01" };

describe("a draft", () => {
  test.each(sampleArticles().map((entry) => [entry.doi, entry] as const))(
    "of %s, untouched, changes nothing",
    async (doi, entry) => {
      await upsertArticle(db, journalId, entry);
      const draft = await correctionOf(doi);
      const preview = await previewDraft(db, dataDir, draft);
      expect(preview).toMatchObject({ kind: "plan", plan: { outcome: "unchanged", changes: [] } });
    },
  );

  test("keeps what was typed, whatever it is, and publishes nothing that is at fault", async () => {
    const draft = await there(await beginDraft(db, journalId, personId, NOW));
    expect(draft).toMatchObject({ corrects: null, revision: 1, fields: { access: "Open since 2026-03-03" } });
    await typed(draft, { doi: "no doi", published: "soon" });
    const again = await there(draft.id);
    expect(again).toMatchObject({ revision: 2, changedBy: "An Editor", fields: { doi: "no doi", published: "soon" } });
    expect(await publishDraft(db, dataDir, again)).toMatchObject({ kind: "faults" });
    expect(await findDraft(db, draft.id)).toBeDefined();
  });

  test("becomes an article, with its PDF, as the preview showed it", async () => {
    const draft = await there(await beginDraft(db, journalId, personId, NOW));
    const stored = await kept(pdf());
    await typed(draft, { ...NEW, doi: "10.5555/Draft.New" }, stored);
    const ready = await there(draft.id);
    const preview = await previewDraft(db, dataDir, ready);
    if (preview.kind !== "plan") throw new Error(JSON.stringify(preview));
    const shown = previewedArticle(preview.plan, ready.pdf, "2026-03-03");
    expect(await publishDraft(db, dataDir, ready)).toMatchObject({ kind: "published", imported: { outcome: "added" } });
    const article = await articleByDoi(db, "10.5555/draft.new", NOW);
    const { uploaded: _then, ...file } = article?.files[0] ?? { uploaded: null };
    expect({ ...article, files: [file] }).toEqual({
      ...shown,
      id: article?.id,
      journal: article?.journal,
      files: [
        {
          articleId: article?.id,
          kind: "pdf",
          name: "paper.pdf",
          mediaType: "application/pdf",
          ...sizes(stored),
          width: null,
          height: null,
        },
      ],
    });
    expect(article).toMatchObject({ title: "A new one", titleMarkup: "A new <sup>one</sup>", accessType: "Open" });
    expect(await findDraft(db, draft.id)).toBeUndefined();
  });

  test("of a DOI that is on record is no new article, nor is one at an address that is taken", async () => {
    const { doi } = await anArticle(db, { volume: "8", issue: "1", firstPage: "77" });
    const draft = await there(await beginDraft(db, journalId, personId, NOW));
    await typed(draft, { ...NEW, doi: doi.toUpperCase() });
    expect(await previewDraft(db, dataDir, await there(draft.id))).toEqual({
      kind: "faults",
      faults: { doi: expect.stringContaining("is on record already") },
    });
    await typed(await there(draft.id), { doi: "10.5555/another", volume: "8", issue: "1", firstPage: "77" });
    expect(await previewDraft(db, dataDir, await there(draft.id))).toEqual({
      kind: "fault",
      fault: expect.stringMatching(/stands at .*\/8\/1\/77, where .* is already/),
    });
  });

  test("that corrects says what differs, clears what was emptied, and leaves the DOI alone", async () => {
    const { doi } = await anArticle(db, {
      abstract: "Old words.",
      type: "Review",
      license: "CC BY 4.0",
      licenseUrl: "https://creativecommons.org/licenses/by/4.0/",
      specialIssue: "On Drafts",
    });
    const draft = await correctionOf(doi);
    await typed(draft, { abstract: "New words.", type: "", specialIssue: "", licence: "", doi: "10.5555/other" });
    const ready = await there(draft.id);
    expect(ready.fields.doi).toBe(doi);
    const preview = await previewDraft(db, dataDir, ready);
    expect(preview).toMatchObject({ kind: "plan", plan: { outcome: "changed" } });
    expect(preview.kind === "plan" && preview.plan.changes.map(({ field }) => field).sort()).toEqual([
      "abstract",
      "license",
      "licenseUrl",
      "specialIssue",
      "type",
    ]);
    await publishDraft(db, dataDir, ready);
    expect(await articleByDoi(db, doi)).toMatchObject({
      abstract: "New words.",
      type: null,
      specialIssue: null,
      license: null,
      licenseUrl: null,
    });
  });

  test.each([
    ["", 2, "Table 2 was corrected."],
    ["new", 2, "Table 2 was corrected."],
    ["same", 1, null],
  ])("with another PDF, and %j said of the version, comes to version %i", async (version, number, note) => {
    const { doi } = await anArticle(db);
    await typed(await correctionOf(doi), {}, await kept(pdf(`first of ${doi}`)));
    await publishDraft(db, dataDir, await correctionOf(doi));
    const again = await correctionOf(doi);
    await typed(again, { version, note: "Table 2 was corrected." }, await kept(pdf(`second of ${doi}`)));
    const ready = await there(again.id);
    const preview = await previewDraft(db, dataDir, ready);
    expect(preview).toMatchObject({ kind: "plan", plan: number === 2 ? { version: 2 } : { supersedesOne: false } });
    await publishDraft(db, dataDir, ready);
    const article = await articleByDoi(db, doi);
    const [latest] = await versionRows(db, article?.id ?? 0);
    expect(latest ?? { number: 1, note: null }).toMatchObject({ number, note });
    const [change] =
      await db.$client`select source from article_changes where article_id = ${article?.id ?? 0} order by id desc`;
    expect(change).toEqual({ source: "form" });
  });

  test("is one for an article, whoever opens it; who saves over another's change gets a draft apart", async () => {
    const { doi } = await anArticle(db);
    const mine = await correctionOf(doi);
    const theirs = await correctionOf(doi);
    expect(theirs.id).toBe(mine.id);
    expect(await typed(theirs, { title: "Theirs" }, await kept(pdf("theirs")))).toEqual({ kind: "saved" });
    const saved = await typed(mine, { title: "Mine" });
    expect(saved).toEqual({ kind: "apart", id: expect.any(Number) });
    expect((await there(mine.id)).fields.title).toBe("Theirs");
    expect((await there(saved.kind === "apart" ? saved.id : 0)).fields.title).toBe("Mine");
  });

  test("that somebody saved since it was looked at is not published, and is still there", async () => {
    const { doi } = await anArticle(db);
    const seen = await correctionOf(doi);
    await typed(seen, { abstract: "Just saved." });
    expect(await publishDraft(db, dataDir, seen)).toEqual({ kind: "moved" });
    expect((await there(seen.id)).fields.abstract).toBe("Just saved.");
    expect((await articleByDoi(db, doi))?.abstract).not.toBe("Just saved.");
  });

  test("that is published while somebody saves: what was typed is kept, in this draft or apart", async () => {
    for (let i = 0; i < 5; i += 1) {
      const { doi } = await anArticle(db);
      const begun = await correctionOf(doi);
      await typed(begun, { abstract: "As published." });
      const seen = await there(begun.id);
      const [came, saved] = await Promise.all([
        publishDraft(db, dataDir, seen),
        i % 2
          ? typed(seen, { abstract: "Just saved." })
          : previewDraft(db, dataDir, seen).then(() => typed(seen, { abstract: "Just saved." })),
      ]);
      expect(saved.kind).toBe(came.kind === "published" ? "apart" : "saved");
      expect((await there(saved.kind === "apart" ? saved.id : seen.id)).fields.abstract).toBe("Just saved.");
    }
  });

  test("that is published twice at once is published once", async () => {
    const { doi } = await anArticle(db);
    const begun = await correctionOf(doi);
    await typed(begun, { abstract: "Once." });
    const ready = await there(begun.id);
    const came = await Promise.all([publishDraft(db, dataDir, ready), publishDraft(db, dataDir, ready)]);
    expect(came.map(({ kind }) => kind).toSorted()).toEqual(["moved", "published"]);
    expect(await findDraft(db, ready.id)).toBeUndefined();
  });

  test("ends with its article's journal, and is gone when discarded", async () => {
    const other = await upsertJournal(db, journalEntry({ issn: "2049-3630", title: "Another" }));
    const id = await beginDraft(db, other, personId, NOW);
    await db.$client`delete from journals where id = ${other}`;
    expect(await findDraft(db, id)).toBeUndefined();
    const discarded = await beginDraft(db, journalId, personId, NOW);
    const draft = await findDraft(db, discarded);
    const seen = draft?.revision ?? 0;
    const change = { fields: { title: "Just saved" }, pdf: undefined, personId, now: NOW };
    expect(await updateDraft(db, discarded, seen, change)).toBe(true);
    expect(await deleteDraft(db, discarded, seen)).toBe(false);
    expect((await findDraft(db, discarded))?.fields.title).toBe("Just saved");
    expect(await deleteDraft(db, discarded, seen + 1)).toBe(true);
    expect(await findDraft(db, discarded)).toBeUndefined();
  });

  test("a figure beside the text stays when facts are corrected", async () => {
    const id = await upsertArticle(db, journalId, articleEntry({ doi: "10.5555/with.figure" }));
    await db.$client`insert into article_files values (${id}, 'figure', 'f1.png', 'image/png', 4, 'aa', now(), 1, 1)`;
    const draft = await correctionOf("10.5555/with.figure");
    await typed(draft, { title: "With a figure" });
    await publishDraft(db, dataDir, await there(draft.id));
    expect((await articleByDoi(db, "10.5555/with.figure"))?.files.map(({ name }) => name)).toEqual(["f1.png"]);
  });
});

const sizes = ({ sha256, bytes }: StoredPdf) => ({ sha256, bytes });

describe("an uploaded PDF", () => {
  test.each([
    ["paper.pdf", "paper.pdf"],
    ["C:\\papers\\Étude 1.PDF", "Étude 1.PDF"],
    ["../../etc/paper.pdf", "paper.pdf"],
  ])("called %j is kept as %j", (sent, name) => {
    expect(uploadName(sent)).toBe(name.normalize("NFC"));
  });

  test.each([
    ["paper.exe", "program"],
    ["paper.pdf.exe", "program"],
    ["paper.exe.pdf", "program"],
    ["paper.SCR .pdf", "program"],
    ["paper.docx", "name"],
    [".pdf", "name"],
    ["", "name"],
    ["paper\u202efdp.pdf", "name"],
    [`${"x".repeat(200)}.pdf`, "name"],
  ])("called %j is refused: %s", (sent, kind) => {
    expect(() => uploadName(sent)).toThrow(expect.objectContaining({ kind }));
  });

  test.each<[string, Uint8Array[], string]>([
    ["nothing", [], "empty"],
    ["no bytes", [Buffer.alloc(0)], "empty"],
    ["a page of the web", [Buffer.from("<html>%PDF-1.7 %%EOF")], "none"],
    ["a program", [Buffer.from("MZ%PDF-1.7\n%%EOF")], "none"],
    ["the beginning of a mark", [Buffer.from("%PD")], "none"],
    ["half a PDF", [Buffer.from("%PDF-1.7\nand so on")], "cut"],
    ["more than may be", [pdf("x".repeat(2000))], "large"],
  ])("of %s is refused, and nothing of it is kept", async (_, content, kind) => {
    const before = partsIn(dataDir);
    await expect(storePdf(dataDir, "paper.pdf", pieces(...content), 1000)).rejects.toMatchObject({ kind });
    expect(partsIn(dataDir)).toEqual(before);
  });

  test("that comes byte by byte is kept whole", async () => {
    const whole = pdf("byte by byte");
    const stored = await storePdf(
      dataDir,
      "a.pdf",
      pieces(...[...whole].map((byte) => Buffer.from([byte]))),
      whole.length,
    );
    expect(stored.bytes).toBe(whole.length);
    expect(existsSync(storedPath(dataDir, stored.sha256))).toBe(true);
  });

  test("that breaks off leaves nothing behind", async () => {
    const before = partsIn(dataDir);
    const broken = async function* () {
      yield pdf();
      throw new Error("the line is dead");
    };
    await expect(storePdf(dataDir, "a.pdf", broken(), 1e6)).rejects.toThrow("the line is dead");
    expect(partsIn(dataDir)).toEqual(before);
  });
});

const partsIn = (folder: string): string[] =>
  existsSync(path.join(folder, "files"))
    ? readdirSync(path.join(folder, "files"), { recursive: true, encoding: "utf8" }).sort()
    : [];
