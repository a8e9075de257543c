import { articlesByIds, issueArticles } from "@/lib/catalog/articles";
import { settingsOf } from "@/lib/catalog/settings";
import type { Renderer } from "@/lib/mail/mail";
import { confirmationRenderer } from "./confirmation-mail";
import { contentsMail } from "./contents-mail";
import { NEW_ARTICLES, NEW_ISSUE } from "./make-due";
import { ARTICLES_SHOWN } from "./rules";
import { CONFIRMATION } from "./sign-up";
import { newsOf } from "./sql/news";
import { subscriptionRow } from "./sql/subscriptions";

/** How every mail of this room is written; one whose subscription has ended, or whose articles are gone, is not. */
export const alertRenderers = (site: string): [kind: string, renderer: Renderer][] => [
  [CONFIRMATION, confirmationRenderer(site)],
  [NEW_ISSUE, issueRenderer(site)],
  [NEW_ARTICLES, articlesRenderer(site)],
];

const issueRenderer =
  (site: string): Renderer =>
  async (db, { subscription: id = "", volume = "", issue = "" }) => {
    const found = await subscriptionRow(db, id);
    const articles = found ? await issueArticles(db, found.journal.id, volume, issue) : [];
    if (!found || articles.length === 0) return undefined;
    const of = { kind: "issue" as const, volume, issue };
    const shown = articles.slice(0, ARTICLES_SHOWN);
    const contents = { subject: found, articles: shown, total: articles.length, of };
    return contentsMail(site, contents, found.subscription, await settingsOf(db, found.journal.id));
  };

const articlesRenderer =
  (site: string): Renderer =>
  async (db, { subscription: id = "", occasion, from = "", through = "" }) => {
    const found = await subscriptionRow(db, id);
    if (!found) return undefined;
    const until = new Date(through);
    const { ids, total } = await newsOf(db, id, { from: new Date(from), through: until }, ARTICLES_SHOWN);
    const articles = await articlesByIds(db, ids);
    if (articles.length === 0) return undefined;
    const of =
      occasion === "week"
        ? { kind: "week" as const, until: new Date(until.getTime() - 1) }
        : { kind: "grown" as const };
    const contents = { subject: found, articles, total, of };
    return contentsMail(site, contents, found.subscription, await settingsOf(db, found.journal.id));
  };
