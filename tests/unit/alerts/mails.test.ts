import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { articleItems, authorWords } from "@/lib/alerts/article-items";
import { alreadyMail, confirmationMail } from "@/lib/alerts/confirmation-mail";
import { type Contents, contentsMail } from "@/lib/alerts/contents-mail";
import { type Subject, shortened } from "@/lib/alerts/subject";
import type { ArticleLine, Author } from "@/lib/catalog/article";
import { wrapped } from "@/lib/mail/text";

const SITE = "https://usage.example.org";
const subject: Subject = {
  journal: {
    id: 1,
    issn: "2077-0383",
    printIssn: null,
    title: "Journal of Clinical Medicine",
    abbreviation: "J. Clin. Med.",
    publisher: "Test Press",
    sample: false,
  },
  specialIssue: null,
};
const special = { ...subject, specialIssue: { id: 7, slug: "repair", title: "Repair & Renewal" } };

const author = (family: string, given: string | null = "A."): Author => ({
  ...{ family, given, orcid: null, corresponding: false, affiliations: [] },
});
const article = (overrides: Partial<ArticleLine> = {}): ArticleLine => ({
  id: 1,
  doi: "10.5555/a.1",
  title: "An article",
  titleMarkup: null,
  type: "Review",
  volume: "2",
  issue: "4",
  firstPage: "302",
  lastPage: "327",
  year: 2013,
  published: "2013-12-17",
  authors: [author("Tester")],
  ...overrides,
});
const subscriber = {
  frequency: "issue" as const,
  confirmed: new Date("2026-03-03T10:00:00Z"),
  leaveToken: Buffer.alloc(16, 7),
};
const LEAVE = Buffer.alloc(16, 7).toString("base64url");
const contents = (overrides: Partial<Contents> = {}): Contents => ({
  subject,
  articles: [article()],
  total: 1,
  of: { kind: "issue", volume: "2", issue: "4" },
  ...overrides,
});

describe("the subject", () => {
  test.each<[string, Partial<Contents>]>([
    ["J. Clin. Med. 2(4), 2013: 1 new article", {}],
    ["J. Clin. Med. 2(4), 2013: 12 new articles", { total: 12 }],
    [
      "J. Clin. Med., week to 8 March 2026: 2 new articles",
      { total: 2, of: { kind: "week", until: new Date("2026-03-08T23:59:59Z") } },
    ],
    ["Special Issue “Repair & Renewal”: 3 new articles", { subject: special, total: 3, of: { kind: "grown" } }],
  ])("%s", (expected, overrides) => {
    expect(contentsMail(SITE, contents(overrides), subscriber).subject).toBe(expected);
  });

  test("is not longer than a special issue's title can be read at a glance", () => {
    const long = { ...subject, specialIssue: { id: 7, slug: "x", title: "Very many words of a title ".repeat(20) } };
    const mail = contentsMail(SITE, contents({ subject: long, of: { kind: "grown" } }), subscriber);
    expect(mail.subject.length).toBeLessThan(140);
    expect(shortened("One two three", 8)).toBe("One two…");
    expect(shortened("x".repeat(20), 8)).toBe(`${"x".repeat(7)}…`);
    expect(shortened("One two", 8)).toBe("One two");
  });
});

describe("an article", () => {
  test("has title, authors, place, DOI and the address of its page", () => {
    expect(articleItems(SITE, "2077-0383", [article()], { withIssue: false })).toEqual([
      {
        title: "An article",
        href: `${SITE}/2077-0383/2/4/302`,
        lines: ["A. Tester", "Review · pages 302–327 · doi:10.5555/a.1"],
      },
    ]);
    const [numbered] = articleItems(SITE, "2077-0383", [article({ lastPage: null, type: null, authors: [] })], {
      withIssue: true,
    });
    expect(numbered?.lines).toEqual(["2(4), article 302 · doi:10.5555/a.1"]);
    const [single] = articleItems(SITE, "2077-0383", [article({ lastPage: "302" })], { withIssue: false });
    expect(single?.lines[1]).toBe("Review · page 302 · doi:10.5555/a.1");
  });

  test.each([
    [[], ""],
    [["A"], "A"],
    [["A", "B"], "A and B"],
    [["A", "B", "C", "D", "E", "F"], "A, B, C, D, E and F"],
    [["A", "B", "C", "D", "E", "F", "G"], "A, B, C, D, E and 2 others"],
  ])("of %j is by %s", (families, expected) => {
    expect(authorWords(families.map((family) => author(family, null)))).toBe(expected);
  });
});

describe("both forms", () => {
  const mail = contentsMail(
    SITE,
    contents({
      articles: [
        article({ title: `Quotes " ' & <b>tags</b>\nand\r\n\tlines  ${"\u2028"}here` }),
        article({ title: "تأثير العلاج بالخلايا الجذعية" }),
        article({ title: "word ".repeat(60).trim() }),
      ],
      total: 5,
    }),
    subscriber,
  );

  test("say the same: titles, reason, what is left out, and how to end it", () => {
    for (const form of [mail.text, mail.html]) {
      const plain = form.replace(/<[^>]*>/g, "").replace(/\s+/g, " ");
      for (const words of [
        "Journal of Clinical Medicine, Volume 2, Issue 4 (2013)",
        "تأثير العلاج بالخلايا الجذعية",
        "And 2 more",
        "because you asked for it on 3 March 2026",
        "once for each new issue",
        "Unsubscribe",
      ])
        expect(plain).toContain(words);
      expect(form).toContain(`${SITE}/alert/leave/${LEAVE}`);
      expect(form).toContain(`${SITE}/2077-0383/2/4/302`);
    }
  });

  test("keep a title on its line and its signs harmless", () => {
    expect(mail.text).toContain(`1. Quotes " ' & <b>tags</b> and lines here\n`);
    expect(mail.html).toContain("Quotes &quot; &#39; &amp; &lt;b&gt;tags&lt;/b&gt; and lines here");
    expect(mail.html).toContain('dir="auto"');
  });

  test("fetch nothing and tell nobody: no pictures, scripts, or addresses but ours", () => {
    expect(mail.html).not.toMatch(/<(img|script|link|iframe|object|video)|url\(|@import|@font-face/i);
    const addresses = [...mail.html.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, address]) => address);
    expect(addresses.filter((address) => !address?.startsWith(`${SITE}/`))).toEqual([]);
    expect(mail.html).not.toMatch(/\?[a-z_]+=/i);
  });

  test("break lines where plain text is read, and only between words", () => {
    for (const line of mail.text.split("\n")) expect(line.length).toBeLessThanOrEqual(78);
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[^\s\p{C}\p{Z}]{1,100}$/u), { minLength: 1 }), (words) => {
        const text = wrapped(words.join(" "), "1. ", "   ");
        expect(text.slice(3).split(/\s+/)).toEqual(words);
        for (const line of text.split("\n"))
          if (/\S \S/.test(line.trim())) expect([...line].length).toBeLessThanOrEqual(74 + 3);
      }),
    );
  });
});

test("mail programs can unsubscribe in one step, and sort the list", () => {
  const { headers } = contentsMail(SITE, contents(), subscriber);
  expect(headers).toMatchObject({
    "List-Unsubscribe": `<${SITE}/alert/stop/${LEAVE}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": "<alert.2077-0383.usage.example.org>",
  });
});

describe("a confirmation", () => {
  const link = `${SITE}/alert/confirm/token`;
  test("has one link that confirms, says what it confirms, and what to do when it was somebody else", () => {
    const mail = confirmationMail(SITE, special, "week", { link, changes: false });
    expect(mail.subject).toBe("Please confirm: alerts of Special Issue “Repair & Renewal”");
    for (const form of [mail.text, mail.html]) {
      expect(form.split(link)).toHaveLength(2);
      expect(form.replace(/<[^>]*>/g, "").replace(/\s+/g, " ")).toMatch(/on Mondays.*do nothing/);
    }
  });

  test("of another rhythm says so, and one that changes nothing has no such link", () => {
    expect(confirmationMail(SITE, subject, "week", { link, changes: true }).text.replace(/\s+/g, " ")).toContain(
      "at another rhythm than now",
    );
    const already = alreadyMail(SITE, subject, "issue", `${SITE}/alert/leave/x`);
    expect(already.text).toContain("nothing to do");
    expect(already.text).not.toContain("/alert/confirm/");
  });
});
