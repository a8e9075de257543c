import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { transform } from "esbuild";
import { projectFile } from "@/lib/db/project-file";
import type { DoorAnswer, DoorRequest } from "./door";

interface Served {
  plain: Buffer;
  gzipped: Buffer;
  etag: string;
}

let served: Promise<Served> | undefined;

/** The script as it is sent: minified once, from the source that can be read in lib/collector/reader.browser.js. */
export function readerScript(): Promise<Served> {
  served ??= minified();
  served.catch(() => {
    served = undefined;
  });
  return served;
}

async function minified(): Promise<Served> {
  const file = projectFile("lib", "collector", "reader.browser.js");
  if (file === undefined) throw new Error("lib/collector/reader.browser.js is missing from this installation");
  const source = await readFile(file, "utf8");
  const { code } = await transform(source, { minify: true, target: "es2020", legalComments: "none" });
  const plain = Buffer.from(code);
  const etag = `"${createHash("sha256").update(plain).digest("hex").slice(0, 16)}"`;
  return { plain, gzipped: gzipSync(plain, { level: 9 }), etag };
}

/** GET /reader.js: kept by browsers for an hour, and asked after by its ETag then. */
export async function readerScriptDoor({
  method,
  header,
}: Pick<DoorRequest, "method" | "header">): Promise<DoorAnswer> {
  if (method !== "GET" && method !== "HEAD") return { status: 405, headers: { allow: "GET, HEAD" }, body: "" };
  const { plain, gzipped, etag } = await readerScript();
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
    "cross-origin-resource-policy": "cross-origin",
    "x-content-type-options": "nosniff",
    vary: "Accept-Encoding",
    etag,
  };
  if (header("if-none-match")?.includes(etag)) return { status: 304, headers, body: "" };
  if (!/\bgzip\b/.test(header("accept-encoding") ?? ""))
    return { status: 200, headers, body: method === "HEAD" ? "" : plain };
  return { status: 200, headers: { ...headers, "content-encoding": "gzip" }, body: method === "HEAD" ? "" : gzipped };
}
