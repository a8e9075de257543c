import { sharedDb } from "@/lib/db/shared";
import { orcidSettings, readEnv, siteUrl } from "@/lib/env";
import { type Auth, makeAuth } from "./auth";
import { siteSecret } from "./secret";

const kept = globalThis as { footfallAuth?: Promise<Auth>; footfallOrcidAuth?: Promise<Auth> };

/** The sign-in of the Next process, set up on first use. */
export function sharedAuth(): Promise<Auth> {
  kept.footfallAuth ??= setUp(false).catch((fault) => {
    // A data folder that could not be read a moment ago is tried again.
    delete kept.footfallAuth;
    throw fault;
  });
  return kept.footfallAuth;
}

/** The same with ORCID, apart: it waits for ORCID's server, and nobody else is to. */
export function sharedOrcidAuth(): Promise<Auth> {
  kept.footfallOrcidAuth ??= setUp(true).catch((fault) => {
    delete kept.footfallOrcidAuth;
    throw fault;
  });
  return kept.footfallOrcidAuth;
}

async function setUp(withOrcid: boolean): Promise<Auth> {
  const env = readEnv();
  const orcid = withOrcid ? orcidSettings(env) : undefined;
  return makeAuth(sharedDb(), { site: siteUrl(env), secret: await siteSecret(env), orcid });
}
