import { mkdtemp, readdir, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { THE_WORLD } from "@/lib/catalog/customer-id";
import { replaceInstitutions } from "@/lib/catalog/sql/institutions";
import { editInstitution } from "@/lib/people/edit-institution";
import { addRequestor, renewKey, revokeRequestor } from "@/lib/reports/counter/keep-requestors";
import { MadeReports } from "@/lib/reports/counter/made-reports";
import { access, membersOf } from "@/lib/reports/counter/requestor";
import { allCustomers, requestorStates } from "@/lib/reports/sql/requestors";
import { testDatabase } from "../fixtures/database";

const { db } = await testDatabase();
const NOW = new Date("2026-06-15T12:00:00Z");
await db.$client`insert into institutions (name, ror) values ('Old College', '00f54p054'), ('New College', null)`;
const [fresh, old] = await allCustomers(db);
const add = async (requestorId: string, institutions: readonly number[], world = true) => {
  const made = await addRequestor(db, { requestorId, name: `${requestorId} library`, world, institutions }, NOW);
  if (!made) throw new Error("taken");
  return made;
};
const renamed = async (id: number | undefined, customerId: string) =>
  (await editInstitution(db, { id: id ?? 0, by: undefined }, { typed: { customerId }, base: undefined }, NOW)).kind;
const one = await add("one", [old?.id ?? 0]);
const consortium = await add("consortium", [old?.id ?? 0, fresh?.id ?? 0], false);
const [oldId, freshId] = [old?.customerId ?? "", fresh?.customerId ?? ""];
const ask = (customerId?: string, apiKey?: string, requestorId?: string) =>
  access(db, { customerId, apiKey, requestorId });

describe("who may have whose usage", () => {
  test.each([
    ["nothing", [], 1030, "missing: customer_id, api_key"],
    ["no key", [oldId], 1030, "missing: api_key"],
    ["no customer", ["", one.key], 1030, "missing: customer_id"],
    ["a key that is none", [oldId, "ffc_wrong"], 2020, undefined],
    ["an unknown requestor with a wrong key", [oldId, "ffc_wrong", "nobody"], 2000, undefined],
    ["another's requestor_id", [oldId, one.key, "consortium"], 2020, undefined],
    ["another's usage", [freshId, one.key], 2010, undefined],
    ["an unknown customer", ["9999", one.key], 2010, undefined],
    ["The World, which it may not have", [THE_WORLD, consortium.key], 2011, undefined],
    ["a consortium's own id, which has no usage", ["consortium", consortium.key], 2010, undefined],
  ] as const)("%s is refused with its code", async (_, given, Code, Data) => {
    const refusal = await ask(...given);
    expect(refusal).toMatchObject({ kind: "refused", exception: { Code } });
    if (refusal.kind === "refused") expect(refusal.exception.Data).toBe(Data);
  });

  test("its own, with or without the requestor_id, and The World", async () => {
    for (const granted of [await ask(oldId, one.key), await ask(oldId, one.key, "one")])
      expect(granted).toMatchObject({ kind: "granted", customer: { name: "Old College", ror: "00f54p054" } });
    expect(await ask(THE_WORLD, one.key)).toMatchObject({ kind: "granted", customer: { name: "The World" } });
    expect(await ask(freshId, consortium.key)).toMatchObject({ kind: "granted", customer: { name: "New College" } });
  });

  test("a consortium's members are those of its own id; anybody else is a member of itself", async () => {
    const names = async (customerId: string, apiKey: string) => {
      const found = await membersOf(db, { customerId, apiKey, requestorId: undefined });
      return found.kind === "granted" ? found.members.map(({ name }) => name) : found.exception.Code;
    };
    expect(await names("consortium", consortium.key)).toEqual(["New College", "Old College"]);
    expect(await names(oldId, consortium.key)).toEqual(["Old College"]);
    expect(await names(oldId, one.key)).toEqual(["Old College"]);
    expect(await names("consortium", one.key)).toBe(2010);
  });

  test("a key that was renewed or revoked opens nothing", async () => {
    const brief = await add("brief", [old?.id ?? 0]);
    const renewed = await renewKey(db, { id: brief.id }, NOW);
    expect(await ask(oldId, brief.key)).toMatchObject({ kind: "refused", exception: { Code: 2020 } });
    expect(await ask(oldId, renewed)).toMatchObject({ kind: "granted" });
    expect(await revokeRequestor(db, { id: brief.id }, NOW)).toBe(true);
    expect(await ask(oldId, renewed)).toMatchObject({ kind: "refused", exception: { Code: 2020 } });
    expect(await ask(oldId, renewed, "brief")).toMatchObject({ kind: "refused", exception: { Code: 2000 } });
    expect(await revokeRequestor(db, { id: brief.id }, NOW)).toBeUndefined();
  });

  test("an id is one requestor's, a customer_id one institution's", async () => {
    expect(
      await addRequestor(db, { requestorId: "one", name: "x", world: true, institutions: [] }, NOW),
    ).toBeUndefined();
    expect(await renamed(fresh?.id, oldId)).toBe("faults");
    expect(await renamed(fresh?.id, "C-77")).toBe("saved");
    expect(await ask("C-77", consortium.key)).toMatchObject({ kind: "granted", customer: { customerId: "C-77" } });
    const states = await requestorStates(db);
    expect(states.find(({ requestorId }) => requestorId === "consortium")?.customers.sort()).toEqual(
      [oldId, "C-77"].sort(),
    );
    expect(JSON.stringify(states)).not.toContain(one.key);
  });
});

test("an institution that comes later is not called what another was given", async () => {
  const entry = (name: string) => ({ name, ror: null, ranges: [] });
  await replaceInstitutions(db, [entry("First of two")]);
  const first = (await allCustomers(db)).find(({ name }) => name === "First of two");
  expect(first?.customerId).toBe(String(first?.id));
  const next = (first?.id ?? 0) + 1;
  expect(await renamed(first?.id, String(next))).toBe("saved");
  await replaceInstitutions(db, [entry("Second of two")]);
  const second = (await allCustomers(db)).find(({ name }) => name === "Second of two");
  expect(second?.id).toBe(next);
  expect(second?.customerId).toMatch(/^[0-9a-f-]{36}$/);
  await replaceInstitutions(db, [entry("First of two")]);
  expect((await allCustomers(db)).find(({ name }) => name === "First of two")?.customerId).toBe(String(next));
});

describe("reports that are made", () => {
  const folders: string[] = [];
  afterAll(async () => void (await Promise.all(folders.map((folder) => rm(folder, { recursive: true })))));
  const reports = async (patienceMs?: number) => {
    const folder = await mkdtemp(path.join(os.tmpdir(), "footfall-counter-"));
    folders.push(folder);
    return {
      folder,
      made: new MadeReports(path.join(folder, "reports"), patienceMs === undefined ? {} : { patienceMs }),
    };
  };
  async function* pieces(...words: string[]) {
    yield* words;
  }
  const read = async (report: Awaited<ReturnType<MadeReports["of"]>>) =>
    report.kind === "made" ? new Response(report.body()).text() : report.kind;

  test("are whole, made once for all who ask, and kept", async () => {
    const { made } = await reports();
    let times = 0;
    const make = async () => {
      times += 1;
      return pieces("a", "b");
    };
    expect(await Promise.all([read(await made.of("k", make)), read(await made.of("k", make))])).toEqual(["ab", "ab"]);
    expect(await read(await made.of("k", make))).toBe("ab");
    expect(times).toBe(1);
    expect(await read(await made.of("k", make, Date.now() + 2 * 3_600_000))).toBe("ab");
    expect(times).toBe(2);
  });

  test("that take long go on while the sender is told to come again", async () => {
    const { made } = await reports(5);
    let finish = () => {};
    const slow = async () => {
      await new Promise<void>((resolve) => {
        finish = resolve;
      });
      return pieces("late");
    };
    expect(await read(await made.of("k", slow))).toBe("queued");
    finish();
    await expect.poll(async () => read(await made.of("k", slow))).toBe("late");
  });

  test("that fail leave nothing behind, and are made anew", async () => {
    const { folder, made } = await reports();
    const failing = async () => {
      throw new Error("the database is away");
    };
    await expect(made.of("k", failing)).rejects.toThrow("away");
    async function* breaking() {
      yield "half";
      throw new Error("broke off");
    }
    await expect(made.of("k", async () => breaking())).rejects.toThrow("broke off");
    expect(await readdir(path.join(folder, "reports"))).toEqual([]);
    expect(await read(await made.of("k", async () => pieces("whole")))).toBe("whole");
  });

  test("are few at once, and too many that wait are refused", async () => {
    const { made } = await reports(1);
    const never = () => new Promise<AsyncIterable<string>>(() => {});
    const answers = [];
    for (let i = 0; i < 53; i++) answers.push(await made.of(`k${i}`, never));
    expect(answers.map(({ kind }) => kind)).toEqual([...Array(52).fill("queued"), "busy"]);
  });
});
