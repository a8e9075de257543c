import {
  articleAt,
  issueArticles,
  neighbours,
  newestArticles,
  similarArticles,
  specialIssueArticles,
} from "@/lib/catalog/articles";
import { searchArticles } from "@/lib/catalog/search";
import { articleAddressRows } from "@/lib/catalog/sql/articles";
import { articleParts, issueRows, specialIssueRows } from "@/lib/catalog/sql/journals";
import { MANY, manyArticles } from "./catalogue";
import { result, whole } from "./report";
import { timed, timedResult } from "./timed";

/** What pages ask of the catalogue, of 100,000 articles. */
export async function benchCatalogue(quick: boolean): Promise<void> {
  const { db, stop } = await manyArticles();
  try {
    const times = quick ? 40 : 200;
    const ask = async (what: string, most: number | undefined, work: (n: number) => Promise<unknown>, count = times) =>
      timedResult(`  ${what}`, await timed(count, work), most);
    result(`of ${whole(MANY)} articles, 70,000 of them in one journal:`, "", "");
    const rows = await db.$client<
      { id: number; issn: string; volume: string; issue: string; page: string; word: string; name: string }[]
    >`
      select a.id, j.issn, a.volume, a.issue, a.first_page as page, split_part(a.title, ' ', 1 + a.id % 9) as word,
        (select family from article_authors x where x.article_id = a.id order by position limit 1) as name
      from articles a join journals j on j.id = a.journal_id where a.id % ${Math.floor(MANY / times)} = 7 order by md5(a.id::text)`;
    const row = (n: number) => {
      const one = rows[n % rows.length];
      if (!one) throw new Error("no article");
      return one;
    };
    const articles = await Promise.all(
      rows.map(async (one) => {
        const article = await articleAt(db, one);
        if (!article) throw new Error("no article");
        return article;
      }),
    );
    const article = (n: number) => {
      const one = articles[n % articles.length];
      if (!one) throw new Error("no article");
      return one;
    };
    const special = articles.filter(({ specialIssue }) => specialIssue !== null);
    await ask("an article, whole", 30, (n) => articleAt(db, row(n)));
    await ask("the articles beside it in the journal", 30, (n) => neighbours(db, article(n), "journal"));
    await ask("the articles beside it in its special issue", 30, (n) =>
      neighbours(db, special[n % special.length] ?? article(n), "special issue"),
    );
    await ask("articles near it", 100, (n) => similarArticles(db, article(n).id, 6));
    await ask("contents of an issue", 30, (n) => issueArticles(db, article(n).journal.id, row(n).volume, row(n).issue));
    await ask("contents of a special issue", 30, (n) => specialIssueArticles(db, 1 + (n % 600)));
    await ask("volumes and issues of the journal", 100, () => issueRows(db, 1), 20);
    await ask("special issues of the journal", 100, () => specialIssueRows(db, 1), 20);
    await ask("a feed of the newest fifty", 30, (n) => newestArticles(db, { journalId: 1 + (n % 4) }, 50));
    await ask(
      "a part of the map of the site (20,000 ids)",
      undefined,
      (n) => articleAddressRows(db, 1, (n % 5) * 20_000, (1 + (n % 5)) * 20_000),
      10,
    );
    await ask("which parts there are", undefined, () => articleParts(db, 20_000), 10);
    const search = (words: (n: number) => string) => (n: number) =>
      searchArticles(db, { words: words(n), issn: undefined, page: 1 });
    await ask(
      "search: an author",
      undefined,
      search((n) => row(n).name),
      20,
    );
    await ask(
      "search: two words of a title",
      undefined,
      search((n) => `${row(n).word} ${row(n + 1).word}`),
      20,
    );
    await ask(
      "search: one word, of a thousandth to a tenth of all",
      undefined,
      search((n) => row(n).word),
      20,
    );
    await ask(
      "search: a misspelt word",
      undefined,
      search((n) => row(n).word.replace(/(.)(.)(.)$/, "$1x$3")),
      10,
    );
  } finally {
    await stop();
  }
}
