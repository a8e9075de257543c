import { createHash, createHmac, timingSafeEqual } from "node:crypto";
import { verifyPassword } from "better-auth/crypto";
import type { Db } from "@/lib/db/connection";
import { WRONG_PASSWORDS } from "@/lib/people/rules";
import { countTry, forgetTries } from "@/lib/people/sql/wrong-passwords";
import type { GuestLink } from "./sql/guest-links";

type Passed = Pick<GuestLink, "id" | "password">;

/** A browser that is never closed shows its pass so long. */
export const PASS_HOURS = 12;
const HOUR_MS = 3_600_000;

/** What a guest's browser keeps: that it was let in by one link, with the password it has now. */
export function makePass(secret: string, link: Passed, now: Date): string {
  const until = now.getTime() + PASS_HOURS * HOUR_MS;
  return `${until}.${signature(secret, link, until)}`;
}

export function isPass(secret: string, link: Passed, pass: string | undefined, now: Date): boolean {
  const [until = "", signed = ""] = pass?.split(".") ?? [];
  if (!/^\d{1,15}$/.test(until) || Number(until) <= now.getTime()) return false;
  const [ours, theirs] = [Buffer.from(signature(secret, link, Number(until))), Buffer.from(signed)];
  return ours.length === theirs.length && timingSafeEqual(ours, theirs);
}

const signature = (secret: string, { id, password }: Passed, until: number): string =>
  createHmac("sha256", secret)
    .update(`guest link ${id} ${until} ${password ?? ""}`)
    .digest("base64url");

/** Tries a link's password. After too many wrong ones in a row not even the right one is looked at for a while. */
export async function tryPassword(
  db: Db,
  { id, password }: Passed,
  typed: string,
  now: Date,
): Promise<"in" | "wrong" | "locked"> {
  if (password === null) return "in";
  const key = createHash("sha256").update(`guest link ${id}`).digest();
  const since = new Date(now.getTime() - WRONG_PASSWORDS.minutes * 60_000);
  if ((await countTry(db, key, since, now)) > WRONG_PASSWORDS.most) return "locked";
  if (!(await verifyPassword({ hash: password, password: typed }))) return "wrong";
  await forgetTries(db, key);
  return "in";
}
