import { expect, test } from "vitest";
import { orcidSettings, readEnv } from "@/lib/env";

const both = { ORCID_CLIENT_ID: "APP-1", ORCID_CLIENT_SECRET: "s" };

test("signing in by ORCID is set up by what ORCID gave, at ORCID unless another is named", () => {
  expect(orcidSettings(readEnv({}))).toBeUndefined();
  expect(orcidSettings(readEnv(both))).toEqual({
    ...{ clientId: "APP-1", clientSecret: "s", issuer: "https://orcid.org" },
  });
  const sandbox = readEnv({ ...both, ORCID_ISSUER: "https://sandbox.orcid.org/" });
  expect(orcidSettings(sandbox)?.issuer).toBe("https://sandbox.orcid.org");
});

test.each([
  ["both are needed", { ORCID_CLIENT_ID: "APP-1" }],
  ["both are needed", { ORCID_CLIENT_SECRET: "s" }],
  ["must be https", { ORCID_ISSUER: "http://orcid.example" }],
  ["must be https", { ORCID_ISSUER: "orcid.org" }],
])("what is half set, or would tell secrets on the way, is refused: %s", (words, env) => {
  expect(() => readEnv(env)).toThrow(words);
});
