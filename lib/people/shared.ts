import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { type Auth, makeAuth } from "./auth";
import { siteSecret } from "./secret";

const kept = globalThis as { footfallAuth?: Promise<Auth> };

/** The sign-in of the Next process, set up on first use. */
export function sharedAuth(): Promise<Auth> {
  kept.footfallAuth ??= setUp();
  return kept.footfallAuth;
}

async function setUp(): Promise<Auth> {
  const env = readEnv();
  try {
    return makeAuth(sharedDb(), { site: siteUrl(env), secret: await siteSecret(env) });
  } catch (fault) {
    // A data folder that could not be read a moment ago is tried again.
    delete kept.footfallAuth;
    throw fault;
  }
}
