import { CopyButton } from "@/app/_article/copy-button";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LINK_LIMITS, type LinkFault } from "@/lib/desk/guest-links";
import styles from "./guest.module.css";

const { name, shortestPassword, longestPassword, most } = LINK_LIMITS;
const FAULTS: Record<LinkFault | "not-there", string> = {
  unnamed: "A link needs a name, so that you know later whom it is for.",
  long: `A name has at most ${name} characters.`,
  nothing: "Choose what the link shows.",
  both: "A link shows one thing: an article by its DOI, or what is chosen from the list.",
  doi: "No article of this journal has that DOI.",
  gone: "What the link was to show is not there.",
  expires: "The last day must be one like 2027-01-31, and not be over.",
  password: `A password has ${shortestPassword} to ${longestPassword} characters.`,
  many: `This journal has ${most} links that are good; revoke one first.`,
  "not-there": "That link is not there, or was revoked already.",
};

const isFault = (state: string): state is keyof typeof FAULTS => Object.hasOwn(FAULTS, state);

/** What came of a form about guest links; of a new one its address, once. */
export function LinkNotice({ state, made }: { state: string | undefined; made: string | undefined }) {
  if (state === undefined) return null;
  if (isFault(state)) return <FaultNotice>{FAULTS[state]}</FaultNotice>;
  if (state === "revoked") return <GoodNotice>The link is revoked. It shows nothing any more.</GoodNotice>;
  if (state !== "made") return null;
  if (made === undefined)
    return <GoodNotice>The link is made. Its address was shown once, and is kept nowhere.</GoodNotice>;
  return (
    <GoodNotice>
      <p>The link is made. Copy its address now: it is shown once, and kept nowhere.</p>
      <p className={styles.made}>
        <code>{made}</code>
        <CopyButton text={made} what="the address" />
      </p>
    </GoodNotice>
  );
}
