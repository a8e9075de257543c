import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { cache } from "react";
import { sharedDb } from "@/lib/db/shared";
import { sharedAuth } from "@/lib/people/shared";
import { type Person, signedIn } from "@/lib/people/visitor";
import { signInAddress } from "./next-path";

/** Who looks at this page; asked once a request. */
export const currentPerson = cache(async (): Promise<Person | undefined> => {
  const asked = await headers();
  return signedIn(sharedDb(), await sharedAuth(), asked);
});

/** Whoever looks at a page of the desk; strangers are sent to sign in, and come back to it. Each page asks for itself. */
export async function requirePerson(path: string): Promise<Person> {
  return (await currentPerson()) ?? redirect(signInAddress(path));
}

/** Who sends a form; undefined for a stranger. */
export const personOf = async (request: Request): Promise<Person | undefined> =>
  signedIn(sharedDb(), await sharedAuth(), request.headers);
