import type { ReactNode } from "react";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LINK_HOURS, WRONG_PASSWORDS } from "@/lib/people/rules";

/** What may be said above the form; the same whether or not anybody has the address. */
export const SIGN_IN_STATES = ["wrong", "locked", "often", "sent", "used", "ended", "out", "changed"] as const;
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
  changed: { good: true, words: "Your password is set. Sign in with it." },
};

export function SignInNotice({ state }: { state: SignInState }) {
  const { good, words } = SAID[state];
  return good ? <GoodNotice>{words}</GoodNotice> : <FaultNotice>{words}</FaultNotice>;
}
