import type { ReactNode } from "react";
import { type ArticleParams, expectIssue } from "@/app/_article/find-article";

interface Props {
  params: Promise<ArticleParams>;
  children: ReactNode;
}

/** An article that is not there may be missing from a known issue, or its issue may be unknown: two different 404 pages. */
export default async function ArticleLayout({ params, children }: Props) {
  await expectIssue(params);
  return children;
}
