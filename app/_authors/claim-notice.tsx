import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { AGAIN_DAYS, CLAIMS_A_DAY, CLAIMS_WAITING } from "@/lib/authors/claims";

const SAID = new Map<string, { good: boolean; words: string }>([
  ["asked", { good: true, words: "Your claim waits for the editors of the journal." }],
  ["withdrawn", { good: true, words: "Your claim is taken back." }],
  ["own", { good: true, words: "That article is known to be yours already: no claim is needed." }],
  ["twice", { good: false, words: "You claimed that article already. Your claim waits for the editors." }],
  ["refused", { good: false, words: `That claim was refused. It can be made again after ${AGAIN_DAYS} days.` }],
  [
    "many",
    {
      good: false,
      words: `Up to ${CLAIMS_WAITING} claims of one person may wait, and ${CLAIMS_A_DAY} be made in a day. Come back when some are decided.`,
    },
  ],
  ["gone", { good: false, words: "There is no such article." }],
]);

/** What came of a claim. */
export function ClaimNotice({ state }: { state: string | undefined }) {
  const said = SAID.get(state ?? "");
  if (!said) return null;
  return said.good ? <GoodNotice>{said.words}</GoodNotice> : <FaultNotice>{said.words}</FaultNotice>;
}
