import type { ReactNode } from "react";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LINK_HOURS } from "@/lib/alerts/rules";

/** Where the form finds what is wrong with what was typed. */
export const FAULT_ID = "fault";

/** What may be said above the form after it was sent; the same for every address that can be written to. */
export const ALERT_STATES = ["asked", "confirmed", "invalid", "international", "frequency", "often", "busy"] as const;
export type AlertState = (typeof ALERT_STATES)[number];

export const isDone = (state: AlertState | undefined): boolean => state === "asked" || state === "confirmed";

export const isFaultOfAddress = (state: AlertState | undefined): boolean =>
  state === "invalid" || state === "international";

export function AlertStateNotice({ state }: { state: AlertState }) {
  return <div id={FAULT_ID}>{noticeOf(state)}</div>;
}

function noticeOf(state: AlertState): ReactNode {
  switch (state) {
    case "asked":
      return (
        <GoodNotice>
          <strong>Now look into your mailbox.</strong> A mail with a link is on its way, if none was sent to that
          address a moment ago. The alert begins when you open the link and confirm, within {LINK_HOURS} hours. Nothing
          there after some minutes? Look among the spam, and see that the address was right.
        </GoodNotice>
      );
    case "confirmed":
      return (
        <GoodNotice>
          <strong>Your alert is on.</strong> Every mail has a link that ends it.
        </GoodNotice>
      );
    case "invalid":
      return <FaultNotice>This is no e-mail address. One looks like name@university.example.</FaultNotice>;
    case "international":
      return (
        <FaultNotice>
          Addresses with letters beyond a–z before the @ are not taken: many mail servers lose mail to them. After the @
          any letters are fine.
        </FaultNotice>
      );
    case "frequency":
      return <FaultNotice>Choose how often.</FaultNotice>;
    case "often":
      return <FaultNotice>Your network signed up many addresses in this hour. Try again in an hour.</FaultNotice>;
    case "busy":
      return <FaultNotice>Very many people sign up just now. Try again in an hour.</FaultNotice>;
  }
}
