import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, expect, test } from "vitest";
import { draftBody } from "@/app/_drafts/draft-body";

const dataDir = mkdtempSync(path.join(os.tmpdir(), "footfall-body-"));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
const LARGEST = 5 * 1024 * 1024;
const store = { dataDir, largest: LARGEST };
const filesIn = (): string[] => readdirSync(dataDir, { recursive: true, encoding: "utf8" }).sort();

const pdfOf = (bytes: number) => new Blob(["%PDF-1.7\n", "x".repeat(bytes), "\n%%EOF"]);
const request = (body: BodyInit, headers?: Record<string, string>) =>
  new Request("https://site.example/save", { method: "POST", body, ...(headers && { headers }) });

function form(file?: { name: string; content: Blob }): FormData {
  const data = new FormData();
  data.set("revision", "3");
  data.set("title", "Öne\r\ntitle");
  if (file) data.set("pdf", file.content, file.name);
  // After the file: what is refused of a file must not take the rest with it.
  data.set("volume", "7");
  data.set("press", "preview");
  return data;
}

test("fields and a file come through", async () => {
  const body = await draftBody(request(form({ name: "a.pdf", content: pdfOf(4 * 1024 * 1024) })), store);
  expect(body).toMatchObject({ revision: 3, press: "preview", fields: { title: "Öne\ntitle", volume: "7", doi: "" } });
  expect(body).toMatchObject({ pdf: { name: "a.pdf", bytes: 4 * 1024 * 1024 + 15 }, pdfFault: undefined });
});

test("a NUL, which no database keeps, takes nothing else of what was typed with it", async () => {
  const data = form();
  data.set("title", "One\0 title");
  expect(await draftBody(request(data), store)).toMatchObject({ fields: { title: "One title", volume: "7" } });
});

test.each([
  ["large", { name: "a.pdf", content: pdfOf(LARGEST) }],
  ["program", { name: "a.exe", content: pdfOf(10) }],
  ["none", { name: "a.pdf", content: new Blob(["x".repeat(3 * 1024 * 1024)]) }],
  ["cut", { name: "a.pdf", content: new Blob(["%PDF-1.7"]) }],
  ["empty", { name: "a.pdf", content: new Blob([]) }],
])("a file that is refused (%s) loses nothing that was typed, and leaves nothing behind", async (fault, file) => {
  const before = filesIn();
  const body = await draftBody(request(form(file)), store);
  expect(body).toMatchObject({ pdf: undefined, pdfFault: fault, press: "preview", fields: { volume: "7" } });
  expect(filesIn()).toEqual(before);
});

test("no file is none", async () => {
  expect(await draftBody(request(form()), store)).toMatchObject({ pdf: undefined, pdfFault: undefined });
  expect(await draftBody(request(form({ name: "", content: new Blob([]) })), store)).toMatchObject({
    pdfFault: undefined,
  });
});

test.each([
  "a.pdf",
  // These are not read to their end.
  "",
  "a.exe",
])("a form that breaks off is none, and leaves nothing behind: in the file “%s”", async (name) => {
  const before = filesIn();
  const whole = request(form({ name, content: pdfOf(1024 * 1024) }));
  const type = whole.headers.get("content-type") ?? "";
  const bytes = new Uint8Array(await whole.arrayBuffer());
  const half = new ReadableStream({
    start(controller) {
      controller.enqueue(bytes.subarray(0, bytes.length / 2));
      controller.error(new Error("the line is dead"));
    },
  });
  const init = { method: "POST", body: half, duplex: "half", headers: { "content-type": type } } as RequestInit;
  expect(await draftBody(new Request("https://site.example/save", init), store)).toBeUndefined();
  expect(
    await draftBody(request(bytes.subarray(0, bytes.length / 2), { "content-type": type }), store),
  ).toBeUndefined();
  expect(filesIn()).toEqual(before);
});

test("what is no form with files is none", async () => {
  expect(
    await draftBody(request("title=x", { "content-type": "application/x-www-form-urlencoded" }), store),
  ).toBeUndefined();
  expect(await draftBody(request("x", { "content-type": "multipart/form-data" }), store)).toBeUndefined();
  expect(await draftBody(request("x", { "content-type": "multipart/form-data; boundary=y" }), store)).toBeUndefined();
});
