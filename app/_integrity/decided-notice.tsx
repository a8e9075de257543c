import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { LONGEST_REASON } from "@/lib/integrity/decide";
import { wholeNumber } from "@/lib/usage/words";

/** What came of what was last done with a flag. */
export function DecidedNotice({ state }: { state: string | undefined }) {
  switch (state) {
    case "accepted":
      return <GoodNotice>Accepted. The figures stay as they are.</GoodNotice>;
    case "excluded":
      return (
        <GoodNotice>Taken out. The days are counted again within seconds, and all sums within a minute.</GoodNotice>
      );
    case "undone":
      return (
        <GoodNotice>Put back. The days are counted again within seconds, and all sums within a minute.</GoodNotice>
      );
    case "reopened":
      return <GoodNotice>It is among the open ones again.</GoodNotice>;
    case "reason":
      return (
        <FaultNotice>Say why, in a few words: it stands in the log, and whoever looks later will ask.</FaultNotice>
      );
    case "long":
      return <FaultNotice>Say why in at most {wholeNumber(LONGEST_REASON)} characters.</FaultNotice>;
    case "changed":
      return (
        <FaultNotice>
          Nothing was changed: these days or their figures are others than those you saw. Look at them as they are now,
          and decide again; what you wrote is still there.
        </FaultNotice>
      );
    case "invalid":
      return <FaultNotice>Say which usage, and on which of its days.</FaultNotice>;
    case "decided":
      return <FaultNotice>Nothing was changed: somebody else was first. This is how it stands now.</FaultNotice>;
    case "nothing":
      return <FaultNotice>Nothing was changed: no usage by readers on these days is like that any more.</FaultNotice>;
    case "pruned":
      return (
        <FaultNotice>
          Nothing was changed: the requests of these days were dropped, as this site keeps them only for a time. Their
          figures stay as they were counted.
        </FaultNotice>
      );
    default:
      return null;
  }
}
