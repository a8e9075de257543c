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

/** An article's title, leading to its metrics. */
export function ArticleName({ of, issn }: { of: Named; issn: string }) {
  return (
    <Link prefetch={false} href={`${articlePath(issn, of)}/metrics`}>
      <Title of={of} />
    </Link>
  );
}
