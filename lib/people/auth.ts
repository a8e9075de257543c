import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Db } from "@/lib/db/connection";
import { credentials, people, sessions, signInLinks } from "@/lib/db/schema/people";
import { LINK_SECONDS, PASSWORD_LENGTHS, SESSION_SECONDS } from "./rules";

export interface AuthSettings {
  /** The origin readers reach the site by; on https the cookie goes over https alone. */
  site: string;
  /** What cookies are signed with. */
  secret: string;
}

/**
 * The library that knows passwords, sessions and links, set up for our tables. It is called by our own doors and has none of its own
 * on the network, so that forms work without scripts and our limits hold. Nobody signs up: people are added.
 */
export function makeAuth(db: Db, { site, secret }: AuthSettings) {
  return betterAuth({
    appName: "Footfall",
    baseURL: site,
    secret,
    telemetry: { enabled: false },
    logger: { level: "error" },
    database: drizzleAdapter(db, {
      provider: "pg",
      transaction: true,
      schema: { user: people, session: sessions, account: credentials, verification: signInLinks },
    }),
    advanced: {
      cookiePrefix: "footfall",
      useSecureCookies: site.startsWith("https:"),
      database: { generateId: "serial" },
      ipAddress: { disableIpTracking: true },
    },
    // A session ends when it ends: pages cannot renew a cookie while they are rendered, and a longer one would be a promise half kept.
    session: { expiresIn: SESSION_SECONDS, disableSessionRefresh: true },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTHS.shortest,
      maxPasswordLength: PASSWORD_LENGTHS.longest,
    },
    plugins: [
      magicLink({
        expiresIn: LINK_SECONDS,
        disableSignUp: true,
        storeToken: "hashed",
        // Whoever has a link made says where it goes.
        sendMagicLink: ({ token, metadata }) => metadata?.deliver(token),
      }),
    ],
  });
}

export type Auth = ReturnType<typeof makeAuth>;
