import type { MailBlock } from "@/lib/mail/layout";
import type { Message } from "@/lib/mail/mail";
import { dayWords, numberWords } from "../letter/words";
import { nextMilestone } from "../milestones";
import type { Reached } from "../reached";
import type { Wisher } from "../sql/mail";
import type { OwnArticle } from "../sql/own";
import { authorMessage } from "./message";

/** The milestones that an author's articles reached, the highest first. Undefined when none of the articles is theirs any more. */
export function milestonesMail(
  site: string,
  reached: readonly Reached[],
  articles: readonly OwnArticle[],
  wisher: Wisher,
): Message | undefined {
  const byId = new Map(articles.map((article) => [article.id, article]));
  const told = reached
    .flatMap((one) => {
      const article = byId.get(one.articleId);
      return article ? [{ ...one, article }] : [];
    })
    .sort((a, b) => b.milestone - a.milestone);
  const [first] = told;
  if (!first) return undefined;
  const more = told.length > 1 ? ` and ${told.length - 1} more` : "";
  const subject = `${first.article.abbreviation} · ${numberWords(first.milestone)} views and downloads reached${more}`;
  const blocks: MailBlock[] = [
    { kind: "heading", words: told.length === 1 ? "A milestone" : `${told.length} milestones` },
    {
      kind: "list",
      items: told.map(({ article, milestone, day }) => ({
        title: article.title,
        href: `${site}/desk/mine/${article.id}`,
        lines: [
          `${numberWords(milestone)} views and downloads, reached on ${dayWords(day)}`,
          ...[nextMilestone(milestone)].flatMap((next) => (next ? [`The next is ${numberWords(next)}.`] : [])),
        ],
      })),
    },
    {
      kind: "small",
      words:
        "Readers alone, since recording began, by the COUNTER Code of Practice R5.1; told when the day has settled, and at most once a month.",
    },
  ];
  return authorMessage(site, subject, blocks, {
    wisher,
    articles: told.map(({ article }) => article),
    kind: "milestones",
  });
}
