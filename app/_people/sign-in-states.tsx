import type { ReactNode } from "react";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LINK_HOURS, WRONG_PASSWORDS } from "@/lib/people/rules";

/** What may be said above the form; the same whether or not anybody has the address. */
export const SIGN_IN_STATES = [
  "wrong",
  "locked",
  "often",
  "sent",
  "used",
  "ended",
  "out",
  "changed",
  "orcid-down",
  "orcid-no",
  "orcid-refused",
] as const;
export type SignInState = (typeof SIGN_IN_STATES)[number];

const SAID: Record<SignInState, { good: boolean; words: ReactNode }> = {
  wrong: { good: false, words: "Address and password do not belong together." },
  locked: {
    good: false,
    words: `Too many wrong passwords for this address. Try again in ${WRONG_PASSWORDS.minutes} minutes, or sign in by a link.`,
  },
  often: { good: false, words: "Your network tried to sign in very often in this hour. Try again in an hour." },
  sent: {
    good: true,
    words: `If somebody here has that address, a link is on its way to it. It is good for ${LINK_HOURS} hours.`,
  },
  used: { good: false, words: "This link is not good any more: it signs in once, and not for ever." },
  ended: { good: false, words: "You are not signed in any more. Nothing that was saved is lost." },
  out: { good: true, words: "You are signed out." },
  "orcid-down": {
    good: false,
    words: "ORCID cannot be reached just now. Try again in a while, or sign in another way.",
  },
  "orcid-no": { good: false, words: "You did not let ORCID say who you are. Nothing was changed." },
  "orcid-refused": { good: false, words: "ORCID did not confirm who you are. Try again from here." },
  changed: { good: true, words: "Your password is set. Sign in with it." },
};

export function SignInNotice({ state }: { state: SignInState }) {
  const { good, words } = SAID[state];
  return good ? <GoodNotice>{words}</GoodNotice> : <FaultNotice>{words}</FaultNotice>;
}
