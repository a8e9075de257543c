import { expect, test } from "vitest";
import { boundedForm } from "@/app/_forms/form-body";
import { bringBack, broughtBack, reasonOf } from "@/app/_integrity/typed-decision";
import { LONGEST_REASON } from "@/lib/integrity/decide";

const sent = (fields: Record<string, string>) =>
  new Request("http://x/", { method: "POST", body: new URLSearchParams(fields) });

test.each([
  ["", { kind: "reason" }],
  [" \r\n ab ", { kind: "reason" }],
  ["  A script\r\nthat fetched  it ", { kind: "said", reason: "A script that fetched it" }],
  ["a".repeat(LONGEST_REASON), { kind: "said", reason: "a".repeat(LONGEST_REASON) }],
  ["a".repeat(LONGEST_REASON + 1), { kind: "long" }],
])("a reason of %j", (reason, expected) => {
  expect(reasonOf(new URLSearchParams({ reason }))).toEqual(expected);
});

test("the longest reason of any script comes in whole, and back with all that was chosen", async () => {
  const typed = { reason: "課".repeat(LONGEST_REASON), which: "agent-7", from: "2026-01-05", to: "2026-01-06" };
  const fields = await boundedForm(sent({ ...typed, seen: "x".repeat(22) }));
  expect(fields && reasonOf(fields)).toEqual({ kind: "said", reason: typed.reason });
  const search = Object.fromEntries(bringBack(fields ?? new URLSearchParams(), "excluded", "changed"));
  expect(search.state).toBe("changed");
  expect(broughtBack(search, "excluded")).toEqual(typed);
  expect(broughtBack(search, "accepted")).toEqual({});
});

test("a form that is longer than any of ours is told from an empty one", async () => {
  expect(await boundedForm(sent({ reason: "a".repeat(20_000) }))).toBeUndefined();
  expect(await boundedForm(sent({}))).toEqual(new URLSearchParams());
});
