import { genericOAuth } from "better-auth/plugins/generic-oauth";
import { z } from "zod";
import { isOrcid } from "@/lib/catalog/orcid";
import type { Db } from "@/lib/db/connection";
import { beginning, storable } from "@/lib/db/storable";
import type { OrcidSettings } from "@/lib/env";
import { placeholderOf } from "./placeholder";
import { LONGEST_NAME } from "./rules";
import { adoptOrcid } from "./sql/orcid";

/** What credentials of this kind are called. */
export const ORCID = "orcid";

/** Where the library sends whoever is not let in: no page, but how we tell. */
export const REFUSED = "/sign-in/orcid/refused";

/** The address that is registered with ORCID. */
export const ORCID_BACK = "/sign-in/orcid/back";

/** What ORCID says of somebody; an address is among it for few, and never a proof. */
const Claims = z.object({
  iss: z.string(),
  sub: z.string().refine(isOrcid),
  name: z.string().nullish(),
  given_name: z.string().nullish(),
  family_name: z.string().nullish(),
});

/** Signing in with ORCID by OpenID Connect, with state, PKCE and nonce; only what a verified ID token says is believed. */
export const orcidPlugin = (db: Db, { issuer, clientId, clientSecret }: OrcidSettings, site: string) =>
  genericOAuth({
    config: [
      {
        providerId: ORCID,
        discoveryUrl: `${issuer}/.well-known/openid-configuration`,
        ...{ clientId, clientSecret, scopes: ["openid"], pkce: true, requireIdTokenVerification: true },
        redirectURI: `${site}${ORCID_BACK}`,
        // Called once the token's signature, issuer, audience, times and nonce are found right; without a token there is nobody.
        getUserInfo: async ({ idToken }) => {
          const claims = idToken === undefined ? undefined : claimsOf(idToken);
          if (claims?.iss !== issuer) return null;
          await adoptOrcid(db, claims.sub, new Date());
          return {
            ...{ id: claims.sub, sub: claims.sub, name: nameOf(claims) },
            ...{ email: placeholderOf(claims.sub), emailVerified: false },
          };
        },
      },
    ],
  });

type Claims = z.infer<typeof Claims>;

function claimsOf(idToken: string): Claims | undefined {
  const [, payload = ""] = idToken.split(".");
  const claims = Claims.safeParse(JSON.parse(Buffer.from(payload, "base64url").toString("utf8")));
  return claims.success ? claims.data : undefined;
}

/** A name may be kept private at ORCID; then the iD stands for it. */
const nameOf = ({ sub, name, given_name: given, family_name: family }: Claims): string =>
  beginning(storable([given, family].filter(Boolean).join(" ") || name || sub), LONGEST_NAME);
