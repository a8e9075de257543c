import { FaultNotice, GoodNotice } from "@/app/_frame/notice";

const GOOD: ReadonlyMap<unknown, string> = new Map([
  ["added", "The institution is added. Its addresses are in force within 30 seconds, for usage to come."],
  ["saved", "The institution is saved."],
  ["same", "Nothing differed from what is on record."],
  ["ranges", "The addresses are added, and in force within 30 seconds, for usage to come."],
  ["there", "These addresses were on record already. Nothing was changed."],
  ["taken", "The addresses are taken away. What was recorded for the institution stays."],
  [
    "withdrawn",
    "The institution is withdrawn: its addresses are taken away. What was recorded for it stays, with its reports.",
  ],
  ["imported", "The list is imported. Its addresses are in force within 30 seconds, for usage to come."],
]);
const FAULTS: ReadonlyMap<unknown, string> = new Map([
  ["faults", "Something needs another look, below. Nothing was changed."],
  ["no-ranges", "No addresses were typed. Nothing was changed."],
  ["not-there", "These addresses are not the institution’s any more: somebody else took them away."],
  ["not-sure", "Say that you mean it, by the box beside the button."],
  [
    "contested",
    "Somebody else changed the institution since you opened the form. Nothing was saved yet; what you typed stands below.",
  ],
  ["no-file", "Choose a file first."],
  ["large", "The file is larger than 5 MB. The command institution import takes lists of any length."],
  ["lost", "That list was uploaded too long ago. Choose it again."],
  [
    "meanwhile",
    "Somebody changed institutions while you looked at what the list would change. Look again: nothing was imported.",
  ],
]);

/** What came of a form on the pages of institutions. */
export function InstitutionNotice({ state, warnings = [] }: { state: unknown; warnings?: readonly string[] }) {
  const [good, fault] = [GOOD.get(state), FAULTS.get(state)];
  return (
    <>
      {good && (
        <GoodNotice>
          {good}
          {warnings.map((warning) => (
            <span key={warning}> {warning}.</span>
          ))}
        </GoodNotice>
      )}
      {fault && <FaultNotice>{fault}</FaultNotice>}
    </>
  );
}
