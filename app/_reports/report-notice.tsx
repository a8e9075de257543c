import { FaultNotice, GoodNotice } from "@/app/_frame/notice";

const DONE = new Map([
  ["saved", "The report is saved."],
  ["removed", "The report is removed. What was made of it stays below."],
  ["scheduled", "The schedule is saved."],
  ["paused", "The schedule is paused."],
  ["resumed", "The schedule goes on with its next date."],
  ["unscheduled", "The schedule is removed."],
  ["hand", "It is being made; it stands at the top of the list below in a moment."],
  ["test", "It is being made, and mailed to you when it is there."],
  ["again", "It is on its way again."],
]);
const WRONG = new Map([
  ["faults", "It is not saved yet: something needs another look."],
  [
    "changed",
    "Somebody else changed this report meanwhile. What you typed stands below; look at what is kept, and save again.",
  ],
  ["gone", "That is not there any more."],
  ["no-mail", "This site sends no mail: SMTP_URL is not set."],
  ["export", "The file is not made: something needs another look, below."],
  ["not-made", "It cannot be sent again: it is not made, or its addresses are forgotten."],
]);

/** What came of a form about reports. */
export function ReportNotice({ state }: { state: string | undefined }) {
  if (state === undefined) return null;
  const [done, wrong] = [DONE.get(state), WRONG.get(state)];
  if (wrong !== undefined) return <FaultNotice>{wrong}</FaultNotice>;
  return done === undefined ? null : <GoodNotice>{done}</GoodNotice>;
}
