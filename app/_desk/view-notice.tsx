import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { VIEW_LIMITS, type ViewFault } from "@/lib/desk/saved-views";

const FAULTS: Record<ViewFault | "gone", string> = {
  unnamed: "A view needs a name.",
  long: `A name has at most ${VIEW_LIMITS.name} characters.`,
  taken: "You have a view of that name in this journal. Choose another name, or take the other one away.",
  many: `You have ${VIEW_LIMITS.most} views of this journal; take one away first.`,
  query: "This view asks for too much to be kept. Take something away.",
  gone: "That view is not there any more.",
};
const DONE = new Map([
  ["saved", "The view is saved."],
  ["changed", "The view is changed."],
  ["removed", "The view is taken away."],
]);

const isFault = (state: string): state is keyof typeof FAULTS => Object.hasOwn(FAULTS, state);

/** What came of a form about views. */
export function ViewNotice({ state }: { state: string | undefined }) {
  if (state === undefined) return null;
  if (isFault(state)) return <FaultNotice>{FAULTS[state]}</FaultNotice>;
  const done = DONE.get(state);
  return done === undefined ? null : <GoodNotice>{done}</GoodNotice>;
}
