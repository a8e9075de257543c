import type { Db } from "@/lib/db/connection";
import type { Env } from "@/lib/env";
import type { Check } from "./check";
import { clockFinding, databaseFinding } from "./database";
import { deliveriesFinding } from "./deliveries";
import { countriesFinding, listsFinding } from "./lists";
import { mailFinding } from "./mail";
import { scheduleFinding } from "./schedule";
import { type AskedBy, secretFinding, siteFinding } from "./site";
import { storageFinding } from "./storage";

/** Everything of an installation that can be looked at from inside. */
export const setupChecks = (db: Db, env: Env, now: Date, asked?: AskedBy): Check[] => [
  { id: "mail", title: "Mail", find: () => mailFinding(db, env, now) },
  { id: "deliveries", title: "Deliveries of reports", find: () => deliveriesFinding(db, env, now) },
  { id: "storage", title: "Storage", find: () => storageFinding(db, env) },
  { id: "database", title: "Database", find: () => databaseFinding(db, now) },
  { id: "schedule", title: "Schedule", find: () => scheduleFinding(db, now) },
  { id: "robots", title: "Lists of robots", find: () => listsFinding(db, env, now) },
  { id: "countries", title: "Countries", find: () => countriesFinding(now) },
  { id: "clock", title: "Clock", find: () => clockFinding(db) },
  { id: "site", title: "Address of the site", find: () => siteFinding(env, asked) },
  { id: "secret", title: "Secret", find: () => secretFinding(env) },
];
