import type { Rows } from "./walk-routes";

/**
 * Every address of the site, and what each answers to whom: one column a role, in this order, or one word for all of them. A number is a
 * status; `in` leads to the sign-in page; `gone` leads to the desk, which says that it is not there. A new route without a line here fails
 * the test (tests/e2e/every-route.spec.ts), and so does a line without its route.
 *
 * Parameters are filled in by `PARAMS`; a line may fill in its own (`with`), send a form (`form`), begin from rows of its own (`about`), end
 * the session of whoever asks (`ends`), or be open to forms of other sites (`anywhere`): all others that are posted refuse those.
 */
export const ROLES = [
  "administrator",
  "editor",
  "editor of another journal",
  "guest editor",
  "analyst",
  "analyst of all journals",
  "author",
  "stranger",
] as const;
export type Walker = (typeof ROLES)[number];

export const PARAMS: Readonly<Record<string, string>> = {
  issn: "2077-0383",
  volume: "2",
  issue: "4",
  page: "302",
  slug: "frontiers-in-stem-cell-treatments",
  doi: "10.3390/jcm2040302",
  token: "no-such-token",
  name: "no-such-file.png",
  part: "1",
  flag: "0",
  article: "0",
  code: "0123456789abcdefghjk",
};

/** Methods that an address has in name only: they answer 404, whoever asks from wherever. */
const noneOf = (pattern: string, methods: readonly string[]): Rows =>
  Object.fromEntries(
    methods.map((method) => [
      `${method} ${pattern}`,
      { says: "404", with: { report: "ir", path: "r5/status" }, anywhere: true },
    ]),
  );

export const ROUTES: Rows = {
  // The desk of one journal.        admin edit  other guest anal  all   auth  stranger
  "GET /desk/[issn]": "               200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/articles": "      200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/articles/export": "200  200   404   404   200   200   404   in",
  "GET /desk/[issn]/cohorts": "       200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/compare": "       200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/series": "        200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/where": "         200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/annotations": "   200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/cohorts/series": "200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/compare/series": "200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/where/series": "  200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/freshness": "     200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/integrity": "     200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/integrity/[flag]": "404 404   404   404   404   404   404   in",
  "GET /desk/[issn]/ledger": "        200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/ledger/export": " 200   200   404   404   200   200   404   in",
  "GET /desk/[issn]/views": "         200   200   404   200   200   200   404   in",
  "GET /desk/[issn]/guests": "        200   200   404   200   404   404   404   in",
  "GET /desk/[issn]/claims": "        200   200   404   404   404   404   404   in",
  "GET /desk/[issn]/settings": "      200   200   404   404   404   404   404   in",
  "GET /desk/[issn]/settings/mails": "200   200   404   404   404   404   404   in",
  "GET /desk/[issn]/special-issues/[slug]": "       200 200 404 200 200 200 404 in",
  "GET /desk/[issn]/special-issues/[slug]/series": "200 200 404 200 200 200 404 in",
  "GET /desk/[issn]/special-issues/[slug]/where": "200 200 404 200 200 200 404 in",
  "GET /desk/[issn]/special-issues/[slug]/where/series": "200 200 404 200 200 200 404 in",

  // What is done there: nothing is sent, and what is asked for by a number is not there; who may not is told nothing of either.
  "POST /desk/[issn]/annotations/add": "         303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/annotations/[id]/remove": { says: "gone gone 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/integrity/[flag]/accept": " 303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/integrity/[flag]/exclude": "303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/integrity/[flag]/undo": "   303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/integrity/[flag]/reopen": " 404  404  404 404 404 404 404 in",
  "POST /desk/[issn]/views/save": "              303  303  404 404 303 303 404 in",
  "POST /desk/[issn]/views/[id]/change": { says: "303 303 303 303 303 303 303 in", with: { id: "0" } },
  "POST /desk/[issn]/views/[id]/remove": { says: "303 303 303 303 303 303 303 in", with: { id: "0" } },
  "POST /desk/[issn]/guests/make": "             303  303  404 303 404 404 404 in",
  "POST /desk/[issn]/guests/[id]/revoke": { says: "303 303 404 303 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/claims/[id]": { says: "       404 404 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/settings/save": "           303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/settings/discard": "        303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/settings/mails/test": "     303  303  404 404 404 404 404 in",

  // Its reports: none is defined, and none was made.
  "GET /desk/[issn]/reports": "                  200  200  404 404 200 200 404 in",
  "GET /desk/[issn]/reports/new": "              307  307  404 404 404 404 404 in",
  "POST /desk/[issn]/reports/save": "            303  303  404 404 404 404 404 in",
  "POST /desk/[issn]/reports/export": "          303  303  404 404 303 303 404 in",
  "GET /desk/exports": "                         200  200  200 200 200 200 200 in",
  "GET /desk/exports/[run]/file": { says: "404 404 404 404 404 404 404 in", with: { run: "0" } },
  "GET /desk/[issn]/reports/[id]": { says: "404 404 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/reports/[id]/make": { says: "gone gone 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/reports/[id]/remove": { says: "gone gone 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/reports/[id]/schedules/save": { says: "303 303 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/[issn]/reports/[id]/schedules/[schedule]/change": {
    says: "gone gone 404 404 404 404 404 in",
    with: { id: "0", schedule: "0" },
  },
  "GET /desk/[issn]/reports/runs/[run]": { says: "404 404 404 404 404 404 404 in", with: { run: "0" } },
  "POST /desk/[issn]/reports/runs/[run]/again": { says: "gone gone 404 404 404 404 404 in", with: { run: "0" } },
  "GET /desk/[issn]/reports/runs/[run]/files/[format]": {
    says: "404 404 404 404 404 404 404 in",
    with: { run: "0", format: "pdf" },
  },

  // Drafts of its articles.         admin edit  other guest anal  all   auth  stranger
  "POST /desk/drafts": {
    says: "                          303   303   gone  gone  gone  gone  gone  in",
    form: { journal: "2077-0383" },
  },
  "GET /desk/drafts/[id]": { says: "         200 200 404 404 404 404 404 in", about: "draft" },
  "GET /desk/drafts/[id]/preview": { says: " 307 307 404 404 404 404 404 in", about: "draft" },
  "POST /desk/drafts/[id]/save": { says: "   303 303 gone gone gone gone gone in", about: "draft" },
  "POST /desk/drafts/[id]/publish": { says: "303 303 gone gone gone gone gone in", about: "draft" },
  "POST /desk/drafts/[id]/discard": { says: "303 303 gone gone gone gone gone in", about: "draft" },

  // People and the log.             admin edit  other guest anal  all   auth  stranger
  "GET /desk/people": "              200   200   200   404   404   404   404   in",
  "POST /desk/people/add": "         303   303   303   404   404   404   404   in",
  "GET /desk/people/[id]": { says: "           200 200 404 404 404 404 404 in", about: "person" },
  "POST /desk/people/[id]/give": { says: "     303 303 404 404 404 404 404 in", about: "person" },
  "POST /desk/people/[id]/take": { says: "     303 303 404 404 404 404 404 in", about: "person" },
  "POST /desk/people/[id]/link": { says: "     303 404 404 404 404 404 404 in", about: "person" },
  "POST /desk/people/[id]/sign-out": { says: " 303 404 404 404 404 404 404 in", about: "person" },
  "POST /desk/people/[id]/remove": {
    says: "                          303   404   404   404   404   404   404   in",
    about: "person",
    form: { sure: "yes" },
  },
  "GET /desk/jobs": "                200   404   404   404   404   404   404   in",
  "POST /desk/jobs/run": { says: "   303   404   404   404   404   404   404   in", form: { job: "forget-log" } },
  "GET /desk/setup": "               200   404   404   404   404   404   404   in",
  "POST /desk/setup/test-mail": "    404   404   404   404   404   404   404   in",
  "GET /desk/log": "                 200   200   200   404   404   404   404   in",
  "GET /desk/log/export": "          200   200   200   404   404   404   404   in",

  // COUNTER reports.                admin edit  other guest anal  all   auth  stranger
  "GET /desk/counter": "             200   404   404   404   404   200   404   in",
  "GET /desk/counter/file": "        303   404   404   404   404   303   404   in",
  "GET /desk/counter/gaps": "        200   404   404   404   404   404   404   in",
  "POST /desk/counter/gaps/add": "   303   404   404   404   404   404   404   in",
  "POST /desk/counter/gaps/[id]/remove": { says: "gone 404 404 404 404 404 404 in", with: { id: "1" } },
  "GET /desk/institutions": "        200   404   404   404   404   404   404   in",
  "GET /desk/institutions/export": " 200   404   404   404   404   404   404   in",
  "POST /desk/institutions/add": "   303   404   404   404   404   404   404   in",
  "GET /desk/institutions/import": " 200   404   404   404   404   404   404   in",
  "POST /desk/institutions/import/check": "303 404 404 404 404 404 404 in",
  "POST /desk/institutions/import/do": "303 404 404   404   404   404   404   in",
  "GET /desk/institutions/[id]": { says: "          200 404 404 404 404 404 404 in", about: "institution" },
  "POST /desk/institutions/[id]/save": { says: "    303 404 404 404 404 404 404 in", about: "institution" },
  "POST /desk/institutions/[id]/ranges": { says: "  303 404 404 404 404 404 404 in", about: "institution" },
  "POST /desk/institutions/[id]/take": { says: "    303 404 404 404 404 404 404 in", about: "institution" },
  "POST /desk/institutions/[id]/withdraw": { says: "303 404 404 404 404 404 404 in", about: "institution" },
  "GET /desk/requestors": "          200   404   404   404   404   404   404   in",
  "POST /desk/requestors/add": "     303   404   404   404   404   404   404   in",
  "GET /desk/requestors/[id]": { says: "        200 404 404 404 404 404 404 in", about: "requestor" },
  "POST /desk/requestors/[id]/save": { says: "  303 404 404 404 404 404 404 in", about: "requestor" },
  "POST /desk/requestors/[id]/allow": { says: " 303 404 404 404 404 404 404 in", about: "requestor" },
  "POST /desk/requestors/[id]/forbid": { says: "303 404 404 404 404 404 404 in", about: "requestor" },
  "POST /desk/requestors/[id]/key": { says: "   303 404 404 404 404 404 404 in", about: "requestor" },
  "POST /desk/requestors/[id]/revoke": { says: "303 404 404 404 404 404 404 in", about: "requestor" },

  // One's own.                      admin edit  other guest anal  all   auth  stranger
  "GET /desk": "                     200   200   200   200   200   200   200   in",
  "GET /desk/account": "             200   200   200   200   200   200   200   in",
  "POST /desk/account/password": "   303   303   303   303   303   303   303   in",
  "POST /desk/account/sign-out-everywhere": { says: "in", ends: true },
  "POST /desk/account/browsers/[id]/sign-out": { says: "404 404 404 404 404 404 404 in", with: { id: "0" } },
  "POST /desk/account/orcid": "      303   303   303   303   303   303   303   in",
  "POST /desk/account/orcid/unlink": "303  303   303   303   303   303   303   in",
  "POST /desk/account/address": "    303   303   303   303   303   303   303   in",
  "GET /desk/account/address/[token]": "     200 200 200 200 200 200 200 in",
  "POST /desk/account/address/[token]/use": "303 303 303 303 303 303 303 in",

  // One's own articles: none of these have any. admin edit other guest anal all auth stranger
  "GET /desk/mine": "                200   200   200   200   200   200   200   in",
  "GET /desk/mine/series": "         404   404   404   404   404   404   404   in",
  "GET /desk/mine/[article]": "      404   404   404   404   404   404   404   in",
  "GET /desk/mine/[article]/series": "404  404   404   404   404   404   404   in",
  "POST /desk/mine/[article]/letter": "404 404   404   404   404   404   404   in",
  "GET /desk/mine/claim": "          200   200   200   200   200   200   200   in",
  "POST /desk/mine/claim/make": "    gone  gone  gone  gone  gone  gone  gone  in",
  "POST /desk/mine/claim/[id]/withdraw": { says: "303 303 303 303 303 303 303 in", with: { id: "0" } },
  "GET /desk/mine/mail": "           200   200   200   200   200   200   200   in",
  "POST /desk/mine/mail/save": "     303   303   303   303   303   303   303   in",

  // Signing in and out. Whoever is signed in has no need of the page.
  "GET /sign-in": "                  307   307   307   307   307   307   307   200",
  "GET /sign-in/[token]": "200",
  "POST /sign-in/[token]/enter": "in",
  "POST /sign-in/password": "in",
  "POST /sign-in/link": "in",
  "POST /sign-in/orcid": "303",
  "GET /sign-in/orcid/back": "in",
  "POST /sign-out": { says: "in", ends: true },

  // What everybody reads. The sample's articles have no XML, figures or supplements.
  "GET /": "200",
  "GET /[issn]": "200",
  "GET /[issn]/[volume]/[issue]": "200",
  "GET /[issn]/[volume]/[issue]/[page]": "200",
  "GET /[issn]/[volume]/[issue]/[page]/htm": "200",
  "GET /[issn]/[volume]/[issue]/[page]/metrics": "200",
  "GET /[issn]/[volume]/[issue]/[page]/pdf": "200",
  "HEAD /[issn]/[volume]/[issue]/[page]/pdf": "200",
  "GET /[issn]/[volume]/[issue]/[page]/xml": "404",
  "HEAD /[issn]/[volume]/[issue]/[page]/xml": "404",
  "GET /[issn]/[volume]/[issue]/[page]/linkset": "200",
  "GET /[issn]/[volume]/[issue]/[page]/export/[format]": { says: "200", with: { format: "bibtex" } },
  "HEAD /[issn]/[volume]/[issue]/[page]/export/[format]": { says: "200", with: { format: "bibtex" } },
  "GET /[issn]/[volume]/[issue]/[page]/figures/[name]": "404",
  "HEAD /[issn]/[volume]/[issue]/[page]/figures/[name]": "404",
  "GET /[issn]/[volume]/[issue]/[page]/supplements/[name]": "404",
  "HEAD /[issn]/[volume]/[issue]/[page]/supplements/[name]": "404",
  "GET /[issn]/data": "200",
  "GET /[issn]/data/[file]": { says: "200", with: { file: "dictionary.csv" } },
  "HEAD /[issn]/data/[file]": { says: "200", with: { file: "dictionary.csv" } },
  "GET /[issn]/feed/[format]": { says: "200", with: { format: "atom" } },
  "GET /[issn]/special_issues/[slug]": "200",
  "GET /[issn]/special_issues/[slug]/feed/[format]": { says: "200", with: { format: "atom" } },
  "GET /doi/[...doi]": "302",
  "GET /how-we-count": "200",
  "GET /search": "200",
  "GET /was-i-counted": "200",

  // Alerts by mail: links in mails are for whoever has them, and mail programs unsubscribe from anywhere (RFC 8058). This site sends none.
  "GET /[issn]/alert": "200",
  "POST /[issn]/alert/sign-up": { says: "303", anywhere: true },
  "GET /[issn]/special_issues/[slug]/alert": "200",
  "POST /[issn]/special_issues/[slug]/alert/sign-up": { says: "303", anywhere: true },
  "GET /alert/confirm/[token]": "200",
  "POST /alert/confirm/[token]/yes": { says: "303", anywhere: true },
  "GET /alert/leave/[token]": "200",
  "POST /alert/leave/[token]/yes": { says: "303", anywhere: true },
  "GET /alert/left": "200",
  "GET /alert/stop/[token]": "303",
  "POST /alert/stop/[token]": { says: "200", anywhere: true },

  // Mail to authors, likewise.
  "GET /author-mail/leave/[token]": "200",
  "POST /author-mail/leave/[token]/yes": { says: "303", anywhere: true },
  "GET /author-mail/left": "200",
  "GET /author-mail/stop/[token]": "303",
  "POST /author-mail/stop/[token]": { says: "200", anywhere: true },

  // Letters and guest links are for whoever has their address; of none there is nothing to see.
  "GET /letters/[code]": "404",
  "GET /letters/[code]/file": "404",
  "POST /letters/[code]/check": "404",
  "GET /guest/[token]": "404",
  "GET /guest/[token]/series": "404",
  "POST /guest/[token]/enter": "404",

  // Files of reports, and the end of their mail, likewise: of no link there is nothing to see, and nothing ends.
  "GET /reports/files/[token]": "404",
  "GET /reports/files/[token]/[format]": { says: "404", with: { format: "pdf" } },
  "HEAD /reports/files/[token]/[format]": { says: "404", with: { format: "pdf" } },
  "GET /reports/leave/[token]": "200",
  "POST /reports/leave/[token]/yes": { says: "303", anywhere: true },
  "POST /reports/leave/[token]/again": { says: "303", anywhere: true },
  "GET /reports/stop/[token]": "303",
  "POST /reports/stop/[token]": { says: "200", anywhere: true },

  // For other sites, where the journal lets them; the sample's does not.
  "GET /badge/[...doi]": { says: "404", with: { doi: "10.3390/jcm2040302.svg" } },
  "GET /embed/[...doi]": "404",
  "GET /oembed": "400",

  // COUNTER's API: a key opens it, and no session does.
  "GET /counter/r51/status": "200",
  "GET /counter/r51/members": "400",
  "GET /counter/r51/reports": "400",
  "GET /counter/r51/reports/[report]": { says: "400", with: { report: "ir" } },
  ...noneOf("/counter/r51/status", ["POST", "PUT", "PATCH", "DELETE"]),
  ...noneOf("/counter/r51/members", ["POST", "PUT", "PATCH", "DELETE"]),
  ...noneOf("/counter/r51/reports", ["POST", "PUT", "PATCH", "DELETE"]),
  ...noneOf("/counter/r51/reports/[report]", ["POST", "PUT", "PATCH", "DELETE"]),
  ...noneOf("/counter/[...path]", ["GET", "POST", "PUT", "PATCH", "DELETE"]),

  // Machines.
  "GET /api/health": "200",
  "GET /api/usage/articles/[...doi]": "200",
  "GET /api/usage/pixel.gif": "400",
  "POST /api/usage": { says: "400", anywhere: true },
  "OPTIONS /api/usage": "204",
  "GET /reader.js": "200",
  "GET /robots.txt": "200",
  "GET /sitemap.xml": "200",
  "GET /sitemaps/[issn]/[part]": "200",
};
