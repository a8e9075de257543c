import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LINK_HOURS } from "@/lib/people/rules";
import styles from "./people.module.css";

const GOOD: ReadonlyMap<unknown, string> = new Map([
  ["given", "The role is given."],
  ["mailed", "A mail with a link that signs in is on its way."],
  ["taken", "The role is taken back, with the guest links that it let them make. It counts from the next page on."],
  ["signed-out", "All their browsers are signed out."],
  ["removed", "The person is removed."],
]);
const FAULTS: ReadonlyMap<unknown, string> = new Map([
  ["no-address", "That is no e-mail address."],
  ["no-office", "That role is not yours to give."],
  ["last", "That is the last administrator: make another first."],
  ["not-sure", "Say that you mean it, by the box beside the button."],
  ["often", "This mailbox got enough links today."],
]);

/** What came of a form on the screens of people; a link that was just made stands in it. */
export function PeopleNotice({ state, link }: { state: unknown; link?: string | undefined }) {
  if (state === "link" && link)
    return (
      <GoodNotice>
        This link signs them in once, within {LINK_HOURS} hours. Hand it to nobody else; it is not shown again.
        <code className={styles.link}>{link}</code>
      </GoodNotice>
    );
  const good = GOOD.get(state);
  if (good) return <GoodNotice>{good}</GoodNotice>;
  const fault = FAULTS.get(state);
  return fault ? <FaultNotice>{fault}</FaultNotice> : null;
}
