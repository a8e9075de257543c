import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import people from "@/app/_people/people.module.css";

const GOOD: ReadonlyMap<unknown, string> = new Map([
  ["saved", "The requestor is saved."],
  ["same", "Nothing differed from what is on record."],
  ["allowed", "It may ask for these institutions’ usage from now on."],
  ["there", "It could ask for these already. Nothing was changed."],
  ["forbidden", "It may not ask for that institution’s usage any more."],
  ["revoked", "The requestor is revoked: its key opens nothing any more."],
]);
const FAULTS: ReadonlyMap<unknown, string> = new Map([
  ["faults", "Something needs another look, below. Nothing was changed."],
  ["no-customers", "No institution was typed. Nothing was changed."],
  ["not-there", "It could not ask for that institution any more: somebody else took it away."],
  ["no-name", "A requestor needs a name. Nothing was changed."],
  ["not-sure", "Say that you mean it, by the box beside the button."],
]);

/** What came of a form on the pages of requestors; a key that was just made stands in it. */
export function RequestorNotice({ state, apiKey }: { state: unknown; apiKey?: string | undefined }) {
  if (state === "key")
    return apiKey ? (
      <GoodNotice>
        This is its key. Hand it to nobody else; it is not shown again.
        <code className={people.link}>{apiKey}</code>
      </GoodNotice>
    ) : (
      <GoodNotice>The key was made and shown. Whoever lost it needs a new one.</GoodNotice>
    );
  const [good, fault] = [GOOD.get(state), FAULTS.get(state)];
  return (
    <>
      {good && <GoodNotice>{good}</GoodNotice>}
      {fault && <FaultNotice>{fault}</FaultNotice>}
    </>
  );
}
