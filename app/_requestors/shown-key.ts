import { cookies } from "next/headers";
import { readEnv, siteUrl } from "@/lib/env";

/** A key that was just made, for as long as it takes to copy it: it stands in no address, log or history. */
const NAME = "footfall.counter-key";
const SECONDS = 120;

/** A whole Set-Cookie value. */
export const showKey = (id: number, key: string): string =>
  [
    `${NAME}=${id}.${key}`,
    "Path=/desk/requestors",
    `Max-Age=${SECONDS}`,
    "HttpOnly",
    "SameSite=Strict",
    ...(siteUrl(readEnv()).startsWith("https:") ? ["Secure"] : []),
  ].join("; ");

/** The key of a requestor, if it was just made. */
export async function shownKey(id: number): Promise<string | undefined> {
  const [, of, key] = /^(\d+)\.(ffc_[\w-]+)$/.exec((await cookies()).get(NAME)?.value ?? "") ?? [];
  return Number(of) === id ? key : undefined;
}
