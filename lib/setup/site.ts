import { access } from "node:fs/promises";
import path from "node:path";
import type { ReaderAddress } from "@/lib/collector/reader-address";
import { type Env, siteUrl } from "@/lib/env";
import { type Finding, failing, look, ok, together } from "./check";

/** How the request for the page of checks came; a command has none. */
export interface AskedBy {
  host: string | undefined;
  reader: ReaderAddress;
}

const LOCAL = /^(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?::\d+)?$/;

export async function siteFinding(
  env: Pick<Env, "SITE_URL" | "PORT" | "TRUSTED_PROXIES">,
  asked: AskedBy | undefined,
): Promise<Finding> {
  const site = siteUrl(env);
  const { host, protocol } = new URL(site);
  const here = asked?.host;
  return together([
    env.SITE_URL === undefined
      ? look(
          `SITE_URL is not set: feeds, mails and tags name ${site}.`,
          "Set SITE_URL to the address readers reach the site by.",
        )
      : here !== undefined && here !== host && !LOCAL.test(here)
        ? look(`SITE_URL is ${site}, and you came by ${here}.`, "When readers come that way too, set SITE_URL to it.")
        : ok(`Readers reach the site at ${site}.`),
    ...(protocol === "http:" && !LOCAL.test(host)
      ? [
          look(
            "It is reached without TLS: passwords and cookies can be read on their way.",
            "Put a proxy with a certificate in front, and https in SITE_URL.",
          ),
        ]
      : []),
    ...(asked?.reader.kind === "unknown_proxy"
      ? [
          failing(
            `You came through a proxy that TRUSTED_PROXIES (${env.TRUSTED_PROXIES}) does not count: readers behind it look like one.`,
            "Set TRUSTED_PROXIES to how many proxies of yours stand in front. When the proxy is not yours but your own network’s, all is well.",
          ),
        ]
      : [ok(`TRUSTED_PROXIES is ${env.TRUSTED_PROXIES}${asked ? ", which fits how you came" : ""}.`)]),
  ]);
}

/** Whether there is a secret, and where; never which. */
export async function secretFinding({ SECRET, DATA_DIR }: Pick<Env, "SECRET" | "DATA_DIR">): Promise<Finding> {
  if (SECRET !== undefined) return ok("What cookies are signed with is set by SECRET.");
  try {
    await access(path.join(DATA_DIR, "secret"));
    return ok(
      "What cookies are signed with was made by itself and is kept in the data folder. Several machines need SECRET set, to the same.",
    );
  } catch {
    return look(
      "Nothing is there yet that cookies are signed with: it is made at the first sign-in.",
      "Is DATA_DIR kept over restarts? Otherwise set SECRET, as everybody is signed out with it.",
    );
  }
}
