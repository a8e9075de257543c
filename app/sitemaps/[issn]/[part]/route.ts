import { ADDRESSES_PER_FILE, sitemapAnswer } from "@/app/_machines/sitemap";
import { articlePath } from "@/lib/catalog/article";
import { isIssn } from "@/lib/catalog/issn";
import { publishesData, settingsOf } from "@/lib/catalog/settings";
import { articleAddressRows } from "@/lib/catalog/sql/articles";
import { articleParts, issueRows, journalRow, specialIssueRows } from "@/lib/catalog/sql/journals";
import { sharedDb } from "@/lib/db/shared";
import { readEnv, siteUrl } from "@/lib/env";
import { dataPath } from "@/lib/reports/open-data/address";
import { newest } from "@/lib/reports/open-data/data-package";
import { openMonths } from "@/lib/reports/sql/open-data";

interface Context {
  params: Promise<{ issn: string; part: string }>;
}

/**
 * Part of a journal's map: its articles among some thousand ids, and its pages in the first. A part is found by its ids and not by counting
 * those before it, and says the same however many are added or taken away elsewhere.
 */
export async function GET(_: Request, { params }: Context): Promise<Response> {
  const { issn, part } = await params;
  const db = sharedDb();
  const journal = isIssn(issn) ? await journalRow(db, issn) : undefined;
  const number = /^[1-9]\d{0,4}$/.test(part) ? Number(part) : 0;
  const from = (number - 1) * ADDRESSES_PER_FILE;
  const articles =
    journal && number > 0 ? await articleAddressRows(db, journal.id, from, from + ADDRESSES_PER_FILE) : [];
  if (!journal || articles.length === 0) return new Response("There is no such part.\n", { status: 404 });
  const site = siteUrl(readEnv());
  const [first] = await articleParts(db, ADDRESSES_PER_FILE, journal.id);
  const pages = number - 1 === first?.part ? await pagesOf(journal) : [];
  return sitemapAnswer("urlset", [
    ...pages.map(({ path, ...changed }) => ({ address: `${site}${path}`, ...changed })),
    ...articles.map((article) => ({
      address: `${site}${articlePath(journal.issn, article)}`,
      changed: article.changed,
    })),
  ]);
}

interface MappedPage {
  path: string;
  changed?: Date;
}

async function pagesOf({ id, issn }: { id: number; issn: string }): Promise<MappedPage[]> {
  const db = sharedDb();
  const [issues, specialIssues] = await Promise.all([issueRows(db, id), specialIssueRows(db, id)]);
  const months = publishesData(await settingsOf(db, id)) ? await openMonths(db, id) : [];
  const changed = newest(months);
  return [
    { path: `/${issn}` },
    ...(changed ? [{ path: dataPath(issn), changed }] : []),
    ...issues.map(({ volume, issue }) => ({
      path: `/${issn}/${encodeURIComponent(volume)}/${encodeURIComponent(issue)}`,
    })),
    ...specialIssues.map(({ slug }) => ({ path: `/${issn}/special_issues/${slug}` })),
  ];
}
