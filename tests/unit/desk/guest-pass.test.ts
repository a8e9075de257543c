import { expect, test } from "vitest";
import { cookieValue } from "@/app/_guest/pass-cookie";
import { isPass, makePass, PASS_HOURS } from "@/lib/desk/guest-pass";

const SECRET = "s".repeat(40);
const NOW = new Date("2026-03-03T12:00:00Z");
const link = { id: 7, password: "salt:hash" };
const later = (hours: number) => new Date(NOW.getTime() + hours * 3_600_000);

test("a pass is of one link, with the password it has, for some hours, by our secret", () => {
  const pass = makePass(SECRET, link, NOW);
  expect(isPass(SECRET, link, pass, later(PASS_HOURS - 1))).toBe(true);
  expect(isPass(SECRET, link, pass, later(PASS_HOURS))).toBe(false);
  expect(isPass(SECRET, { ...link, id: 8 }, pass, NOW)).toBe(false);
  expect(isPass(SECRET, { ...link, password: null }, pass, NOW)).toBe(false);
  expect(isPass("t".repeat(40), link, pass, NOW)).toBe(false);
  const [until, signed] = pass.split(".");
  expect(isPass(SECRET, link, `${Number(until) + 1}.${signed}`, NOW)).toBe(false);
});

test.each([undefined, "", ".", "1", "x.y", `${NOW.getTime() * 2}.`, `${"9".repeat(40)}.abc`])(
  "%s is no pass",
  (pass) => {
    expect(isPass(SECRET, link, pass, NOW)).toBe(false);
  },
);

test("a cookie is found among others, and not by a part of its name", () => {
  const header = "a=1; my_footfall_guest=2; footfall_guest=3.x=; b";
  expect(cookieValue(header, "footfall_guest")).toBe("3.x=");
  expect(cookieValue("footfall_guests=1", "footfall_guest")).toBeUndefined();
  expect(cookieValue(null, "footfall_guest")).toBeUndefined();
});
