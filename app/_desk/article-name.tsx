import Link from "next/link";
import { Title } from "@/app/_article/title";
import { articlePath } from "@/lib/catalog/article";

interface Named {
  title: string;
  titleMarkup: string | null;
  volume: string;
  issue: string;
  firstPage: string;
}

/** An article's title, leading to its metrics; for guests to the article, as its journal may show no metrics to everybody. */
export function ArticleName({ of, issn, guest = false }: { of: Named; issn: string; guest?: boolean }) {
  return (
    <Link prefetch={false} href={`${articlePath(issn, of)}${guest ? "" : "/metrics"}`}>
      <Title of={of} />
    </Link>
  );
}
