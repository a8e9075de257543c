import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Rooms of lib from the top down; a file may import from its own room and from lower floors, never sideways or up. */
const FLOORS = [
  ["app", "cli", "server"],
  ["sample", "setup"],
  ["jobs"],
  ["reports", "explain"],
  ["logs", "integrity", "authors", "desk"],
  ["usage", "counting", "collector", "people", "alerts"],
  ["catalog", "mail", "pdf"],
  ["db"],
  ["env", "counter", "calendar", "spreadsheets"],
];
const ANYONE = ["env", "counter", "calendar"];

const root = path.resolve(import.meta.dirname, "..");
const sources = ["app", "lib"].flatMap((top) =>
  readdirSync(path.join(root, top), { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file))
    .map((file) => path.join(top, file)),
);

const importsOf = (file: string): string[] =>
  [...readFileSync(path.join(root, file), "utf8").matchAll(/(?:from|import) "([^"]+)"/g)].map(([, specifier = ""]) =>
    specifier.startsWith("@/")
      ? specifier.slice(2)
      : specifier.startsWith(".")
        ? path.join(path.dirname(file), specifier)
        : specifier,
  );

const roomOf = (file: string): string => {
  const [top = "", room = ""] = file.split(path.sep);
  return top === "app" ? "app" : room.replace(/\.tsx?$/, "");
};
const floorOf = (room: string): number => FLOORS.findIndex((floor) => floor.includes(room));

test("every room stands on a floor", () => {
  expect([...new Set(sources.map(roomOf))].filter((room) => floorOf(room) === -1)).toEqual([]);
});

test("rooms import only downward", () => {
  const faults = sources.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => /^(app|lib)\//.test(specifier))
      .filter((specifier) => {
        const [from, to] = [roomOf(file), roomOf(specifier)];
        return from !== to && !ANYONE.includes(to) && floorOf(to) <= floorOf(from);
      })
      .map((specifier) => `${file} imports ${specifier}`),
  );
  expect(faults).toEqual([]);
});

const importing = (specifier: RegExp, within: RegExp): string[] =>
  sources.filter((file) => within.test(file) && importsOf(file).some((imported) => specifier.test(imported)));

test.each([
  [
    "lib does not know the web framework, but for the pages' own process",
    /^(next|react|react-dom)(\/|$)/,
    /^lib\/(?!server\/pages-process)/,
  ],
  [
    "the Code of Practice and the calendar are pure",
    /^(node:|[a-z@](?!pp\/|ib\/(counter|calendar)))/,
    /^lib\/(counter|calendar)\//,
  ],
  [
    "only lib/db and files of queries write SQL",
    /^(drizzle-orm|postgres$)/,
    /^(?!lib\/db\/|.*\/queries\.ts$|lib\/[a-z]+\/sql\/)/,
  ],
])("%s", (_, specifier, within) => {
  expect(importing(specifier, within)).toEqual([]);
});

test("only lib/env.ts reads the environment, but for what is passed on to child processes", () => {
  const reading = sources.filter((file) => /process\.env\b/.test(readFileSync(path.join(root, file), "utf8")));
  expect(reading.filter((file) => !file.startsWith("lib/db/embedded/"))).toEqual(["lib/env.ts", "lib/server/serve.ts"]);
});

test("no file is named for nothing", () => {
  const names = sources.filter((file) => /(^|\/)(utils?|helpers?|types|constants|index|misc|common)\.tsx?$/.test(file));
  expect(names).toEqual([]);
});

test("no link asks for its page before a reader does: that would render pages nobody looks at", () => {
  const eager = sources.flatMap((file) =>
    [...readFileSync(path.join(root, file), "utf8").matchAll(/<Link\b[^>]*>/g)]
      .filter(([link]) => !link.includes("prefetch={false}"))
      .map(([link]) => `${file}: ${link}`),
  );
  expect(eager).toEqual([]);
});
