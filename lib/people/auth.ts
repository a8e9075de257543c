import { betterAuth } from "better-auth";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import { magicLink } from "better-auth/plugins/magic-link";
import type { Db } from "@/lib/db/connection";
import { credentials, people, sessions, signInLinks } from "@/lib/db/schema/people";
import type { OrcidSettings } from "@/lib/env";
import { ORCID, orcidPlugin, REFUSED } from "./orcid";
import { LINK_SECONDS, PASSWORD_LENGTHS, SESSION_SECONDS } from "./rules";
import { isAuthorAddress } from "./sql/author-address";
import { setOrcid } from "./sql/orcid";

export interface AuthSettings {
  /** The origin readers reach the site by; on https the cookie goes over https alone. */
  site: string;
  /** What cookies are signed with. */
  secret: string;
  /** ORCID's part is asked for over the network when this is set up, so that only what needs it sets it. */
  orcid?: OrcidSettings | undefined;
}

/**
 * The library that knows passwords, sessions and links, set up for our tables. It is called by our own doors and has none of its own
 * on the network, so that forms work without scripts and our limits hold. Editors are added; authors come by what their articles say of them.
 */
export function makeAuth(db: Db, { site, secret, orcid }: AuthSettings) {
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
    user: { additionalFields: { orcid: { type: "string", required: false, input: false } } },
    account: {
      // What ORCID gives to act with is not kept, and who somebody is was said when they came first.
      updateAccountOnSignIn: false,
      // Never into an account by an address that ORCID, or anybody, says; by whoever is signed in, and asks for it.
      accountLinking: { disableImplicitLinking: true, allowDifferentEmails: true, trustedProviders: [ORCID] },
    },
    onAPIError: { errorURL: `${site}${REFUSED}` },
    databaseHooks: {
      user: {
        create: {
          // A link makes an account for the authors of articles alone. Whoever was removed meanwhile stays so.
          before: async ({ email }, context) =>
            context?.path !== "/magic-link/verify" || (await isAuthorAddress(db, email)) ? undefined : false,
        },
      },
      account: {
        create: {
          before: async ({ providerId }) => ({ data: providerId === ORCID ? NO_TOKENS : {} }),
          after: async ({ providerId, accountId, userId }) => {
            if (providerId === ORCID) await setOrcid(db, Number(userId), accountId);
          },
        },
      },
    },
    plugins: [
      ...(orcid ? [orcidPlugin(db, orcid, site)] : []),
      magicLink({
        expiresIn: LINK_SECONDS,
        storeToken: "hashed",
        // Whoever has a link made says where it goes.
        sendMagicLink: ({ token, metadata }) => metadata?.deliver(token),
      }),
    ],
  });
}

const NO_TOKENS = {
  ...{ accessToken: null, accessTokenExpiresAt: null, refreshToken: null, refreshTokenExpiresAt: null },
  ...{ idToken: null, scope: null },
};

export type Auth = ReturnType<typeof makeAuth>;
