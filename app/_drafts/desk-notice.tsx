import Link from "next/link";
import { FaultNotice, GoodNotice } from "@/app/_frame/notice";
import { parseDoi } from "@/lib/catalog/doi";

/** What came of what was last done. */
export function DeskNotice({ state, doi }: { state: string; doi: string }) {
  const article = parseDoi(doi);
  const link = article && (
    <Link prefetch={false} href={`/doi/${article}`}>
      {article}
    </Link>
  );
  switch (state) {
    case "added":
      return <GoodNotice>The article is published: {link}</GoodNotice>;
    case "changed":
      return <GoodNotice>The correction is published: {link}</GoodNotice>;
    case "unchanged":
      return <GoodNotice>Nothing differed from what is on record: {link}</GoodNotice>;
    case "discarded":
      return <GoodNotice>The draft is discarded.</GoodNotice>;
    case "gone":
      return <FaultNotice>That is not there any more, or is not yours to edit.</FaultNotice>;
    default:
      return null;
  }
}
