import type { SMTPServerOptions } from "smtp-server";
import { afterAll, expect, test, vi } from "vitest";
import { Sender } from "@/lib/mail/sender";
import { smtpSettings } from "@/lib/mail/smtp-settings";
import { deliverDue } from "@/lib/reports/delivery/deliver";
import { REPORT_MAIL, REPORT_TROUBLE_MAIL, reportRenderer } from "@/lib/reports/delivery/mail";
import { deliverySettings } from "@/lib/reports/delivery/settings";
import { makeRuns } from "@/lib/reports/run/make-runs";
import { scheduleDue } from "@/lib/reports/run/schedule-due";
import type { Rule } from "@/lib/reports/schedule/rule";
import { slotsAfter } from "@/lib/reports/schedule/slots";
import { claimRun } from "@/lib/reports/sql/runs";
import { Random } from "@/lib/sample/random";
import { testDatabase } from "../fixtures/database";
import { MailServer, refusal } from "../fixtures/mail-server";
import { aSchedule, quickly, reportWorld, summedThrough } from "../fixtures/report-world";

const { db } = await testDatabase();
const sql = db.$client;
const world = await reportWorld(db);
const HOUR_MS = 3_600_000;
const BEGIN = new Date("2025-01-01T00:00:00Z");
const END = new Date("2025-04-01T00:00:00Z");
const SCHEDULES = 200;

/** What goes wrong is drawn from a seed, which stands in the name of what fails. */
const seed = 20_251_129;
const random = new Random(seed);
const chance = (share: number) => random.chance(share);
const among = <T>(list: readonly T[]): T => random.pick(list);

/** What a mail server does at its worst: it is away, says no for now, or goes when it has the message and before it says so. */
let mood: "well" | "away" | "busy" | "dying" = "well";
const onMailFrom: SMTPServerOptions["onMailFrom"] = (_address, _session, callback) =>
  callback(mood === "busy" ? refusal(451, "come again later") : null);
const server = await MailServer.start({ onMailFrom }, async () => {
  if (mood === "dying" && chance(0.5)) {
    server.drop();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  return undefined;
});
afterAll(() => server.stop());
// Hundreds of runs that could not be made are each said in the log.
vi.spyOn(console, "error").mockImplementation(() => {});

function aRule(): Rule {
  const time = {
    at: among(["00:00", "02:30", "08:00", "23:59"]),
    timeZone: among(["UTC", "Europe/Zurich", "America/New_York"]),
  };
  const draw = random.next();
  if (draw < 0.05) return { every: "day", ...time };
  if (draw < 0.25) return { every: "week", weekday: 1 + Math.floor(random.next() * 7), ...time };
  const on = among(["first-working-day", "1", "15", "last-day"]);
  return draw < 0.85 ? { every: "month", on, ...time } : { every: "quarter", on, month: 1, ...time };
}

/** A process that looks once for what is due, does it, and may fail at it. */
async function look(now: Date): Promise<void> {
  await scheduleDue(db, now);
  const make = quickly();
  await makeRuns(db, {
    env: world.env,
    clock: () => now,
    make: async (...asked) => {
      if (chance(0.05)) throw new Error("could not be made");
      return make(...asked);
    },
  });
  // Mail that cannot be reached is not waited for.
  const url = mood === "away" ? "smtp://127.0.0.1:1" : server.url;
  const settings = await deliverySettings(world.env);
  const renderers = new Map([
    [REPORT_MAIL, reportRenderer(async () => settings)],
    [REPORT_TROUBLE_MAIL, async () => ({ subject: "Trouble", text: "", html: "", headers: {} })],
  ]);
  const sender = new Sender(db, {
    smtp: smtpSettings(url),
    from: "F <f@journals.example>",
    renderers,
    clock: () => now,
  });
  while ((await sender.pass()) > 0 && mood === "well");
  await deliverDue(db, now, settings);
}

test(`two hundred schedules over months of trouble: every period comes once, or somebody is told (${seed})`, async () => {
  const rules = new Map<number, Rule>();
  for (let i = 0; i < SCHEDULES; i += 1) {
    const rule = aRule();
    const to = Array.from({ length: chance(0.2) ? 2 : 1 }, (_, n) => `r${i}-${n}@society.example`);
    rules.set(
      (await aSchedule(db, world, { since: BEGIN, rule, to, name: `Report ${i}`, waitHours: 72 })).scheduleId,
      rule,
    );
  }
  let counted = BEGIN;
  for (let now = BEGIN; now < END; ) {
    // Now and then the server is off for days, or counting stands still.
    now = new Date(now.getTime() + HOUR_MS * (chance(0.03) ? 24 * (2 + random.next() * 6) : 8 + random.next() * 32));
    if (now > END) now = END;
    if (!chance(0.1)) counted = new Date(now.getTime() - HOUR_MS * random.next() * 30);
    await summedThrough(db, counted);
    mood = chance(0.7) ? "well" : among(["away", "busy", "dying"] as const);
    // A process takes a run up and is killed.
    if (chance(0.2)) await claimRun(db, now, 5 * 60_000);
    await Promise.all(chance(0.5) ? [look(now), look(now)] : [look(now)]);
  }
  mood = "well";
  await summedThrough(db, new Date(END.getTime() + 24 * HOUR_MS));
  for (let hour = 1; hour < 5 * 24; hour += 4) await look(new Date(END.getTime() + hour * HOUR_MS));

  const runs = await sql<{ schedule: number; slot: Date; state: string }[]>`
    select schedule_id as schedule, slot, state from report_runs order by 1, 2`;
  for (const [schedule, rule] of rules) {
    const mine = runs.filter((run) => run.schedule === schedule).map(({ slot }) => new Date(slot).toISOString());
    const due = slotsAfter(rule, BEGIN, 400).filter((slot) => slot <= new Date(END.getTime() + 117 * HOUR_MS));
    expect(mine, `schedule ${schedule}`).toEqual(due.map((slot) => slot.toISOString()));
  }
  expect(new Set(runs.map(({ state }) => state))).toEqual(new Set(["made"]));

  const deliveries = await sql<{ id: string; address: string; state: string; mail: string; key: string }[]>`
    select d.id, d.address, d.state, o.id as mail, o.key from report_deliveries d join outbox o on o.key = 'report/' || d.id`;
  expect(deliveries.length).toBeGreaterThan(500);
  const arrived = new Map<string, number>();
  for (const { headers } of server.received) {
    const id = headers.get("message-id") ?? "";
    arrived.set(id, (arrived.get(id) ?? 0) + 1);
  }
  const told = new Set(
    (await sql<{ key: string }[]>`select key from outbox where kind = ${REPORT_TROUBLE_MAIL}`).map(({ key }) => key),
  );
  const came = (mail: string) => arrived.get(`<${mail}@journals.example>`) ?? 0;
  for (const { id, state, mail } of deliveries) {
    if (state === "sent") expect(came(mail), id).toBe(1);
    else {
      expect(["uncertain", "failed"], id).toContain(state);
      expect(came(mail), id).toBeLessThanOrEqual(1);
      expect(
        [...told].some((key) => key.includes(id)),
        `nobody was told of ${id}`,
      ).toBe(true);
    }
  }
  const unwell = deliveries.filter(({ state }) => state !== "sent").length;
  expect(unwell / deliveries.length).toBeLessThan(0.2);
}, 300_000);
