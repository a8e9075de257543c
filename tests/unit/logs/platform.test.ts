import { mkdtempSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { type Platform, PlatformError, platformOf } from "@/lib/logs/platform";

/** What an address shows, in short: "pdf 10.1371/x", "pdf 2077-0383/2/4/302", "pdf #12", "supplement[s1] …", or "-". */
function shown(platform: Platform, target: string): string {
  const found = platform.recognise(target);
  if (!found) return "-";
  const { action, part, article } = found;
  const name =
    "doi" in article ? article.doi : "id" in article ? `#${article.id}` : Object.values(article.address).join("/");
  return `${action}${part ? `[${part}]` : ""} ${name}`;
}

const MDPI = "2227-7390/8/10/1668";
const PNTD = "10.1371/journal.pntd.0008617";
const FNEUR = "10.3389/fneur.2020.00988";
const UUID = "0f8fad5b-d9cb-469f-a165-70867728950e";

const CASES: Record<string, [target: string, expected: string][]> = {
  mdpi: [
    [`/${MDPI}`, `abstract ${MDPI}`],
    [`/${MDPI}/`, `abstract ${MDPI}`],
    [`/${MDPI}?utm_source=x#cite`, `abstract ${MDPI}`],
    [`/${MDPI}/htm`, `fulltext ${MDPI}`],
    [`/${MDPI}/html`, `fulltext ${MDPI}`],
    [`/${MDPI}/HTM`, `fulltext ${MDPI}`],
    [`//2227-7390//8/10/1668/htm`, `fulltext ${MDPI}`],
    [`/${MDPI}/pdf`, `pdf ${MDPI}`],
    [`/${MDPI}/pdf?version=1601458642`, `pdf ${MDPI}`],
    [`/${MDPI}/pdf-vor`, `pdf ${MDPI}`],
    [`/${MDPI}/xml`, `xml ${MDPI}`],
    [`/${MDPI}/epub`, `epub ${MDPI}`],
    [`/${MDPI}/s1`, `supplement[s1] ${MDPI}`],
    [`/${MDPI}/s1?version=2`, `supplement[s1] ${MDPI}`],
    ["/1422-006x/8/10/1668/htm", "fulltext 1422-006X/8/10/1668"],
    [`/${MDPI.replace("/8/", "/8%2F")}`, `abstract ${MDPI}`],
    ["/d_attachment/jcm/jcm-02-00302/article_deploy/jcm-02-00302.pdf?version=1", "pdf #jcm-02-00302"],
    [`/${MDPI}/review_report`, "-"],
    [`/${MDPI}/notes`, "-"],
    [`/${MDPI}/pdf/more`, "-"],
    ["/2227-7390/8/10", "-"],
    ["/2227-7390", "-"],
    ["/journal/mathematics", "-"],
    ["/search?q=2227-7390/8/10/1668", "-"],
    ["/bundles/mdpisciprofileslink/img/unknown-user.png", "-"],
    ["/", "-"],
    ["*", "-"],
    ["", "-"],
    [`/${MDPI}/%00`, "-"],
    [`/${MDPI}/%zz`, "-"],
  ],
  plos: [
    [`/plosntds/article?id=${PNTD}`, `fulltext ${PNTD}`],
    [`/plosntds/article?id=10.1371%2Fjournal.pntd.0008617`, `fulltext ${PNTD}`],
    [`/plosntds/article?id=10.1371%2fjournal.pntd.0008617&utm_source=x`, `fulltext ${PNTD}`],
    [`/plosntds/article?utm_source=x&id=${PNTD}#sec002`, `fulltext ${PNTD}`],
    [`/plosntds/article/?id=info:doi/${PNTD}`, `fulltext ${PNTD}`],
    [`/plosntds/article/file?id=${PNTD}&type=printable`, `pdf ${PNTD}`],
    [`/plosntds/article/file?type=printable&id=${PNTD}`, `pdf ${PNTD}`],
    [`/plosntds/article/file?id=${PNTD}&type=manuscript`, `xml ${PNTD}`],
    [`/plosntds/article/file?type=supplementary&id=${PNTD}.s001`, `supplement[.s001] ${PNTD}`],
    [`/plosntds/article/figure?id=${PNTD}.g001`, `figure[.g001] ${PNTD}`],
    [`/plosntds/article/figure/image?size=large&id=${PNTD}.g001`, `figure[.g001] ${PNTD}`],
    [`/plosntds/article/authors?id=${PNTD}`, `abstract ${PNTD}`],
    [`/plosntds/article/metrics?id=${PNTD}`, `abstract ${PNTD}`],
    [`/plosntds/article/citation?id=${PNTD}`, `export ${PNTD}`],
    [`/plosntds/article/citation/bibtex?id=${PNTD}`, `export ${PNTD}`],
    [`/article/info:doi/10.1371/journal.pone.0040259`, "fulltext 10.1371/journal.pone.0040259"],
    [`/article/info%3Adoi%2F10.1371%2Fjournal.pone.0040259`, "fulltext 10.1371/journal.pone.0040259"],
    [
      `/article/fetchObject.action?uri=info%3Adoi%2F10.1371%2Fjournal.pone.0040259&representation=PDF`,
      "pdf 10.1371/journal.pone.0040259",
    ],
    [`/plosntds/article/file?type=large&id=${PNTD}.t001`, `figure[.t001] ${PNTD}`],
    ["/article/authors/info:doi/10.1371/journal.pone.0040259", "abstract 10.1371/journal.pone.0040259"],
    [
      "/article/fetchSingleRepresentation.action?uri=info:doi/10.1371/journal.pone.0040259.s001",
      "supplement[.s001] 10.1371/journal.pone.0040259",
    ],
    [
      "/article/fetchObject.action?uri=info:doi/10.1371/journal.pone.0040259.g001&representation=PNG_L",
      "figure[.g001] 10.1371/journal.pone.0040259",
    ],
    // What a page of the article loads by itself.
    [`/plosntds/article/figure/image?size=inline&id=${PNTD}.g001`, "-"],
    [`/plosntds/article/file?type=thumbnail&id=${PNTD}.g001`, "-"],
    ["/article/fetchObject.action?uri=info:doi/10.1371/journal.pone.0040259.g001&representation=PNG_S", "-"],
    ["/plosntds/article?id=", "-"],
    ["/plosntds/article?id=nonsense", "-"],
    ["/plosntds/article", "-"],
    ["/plosntds/", "-"],
    ["/plosntds/search?q=malaria", "-"],
    ["/plosntds/issue", "-"],
    ["/resource/css/print.css", "-"],
  ],
  frontiers: [
    [`/articles/${FNEUR}/full`, `fulltext ${FNEUR}`],
    [`/articles/${FNEUR}/full?utm_source=x`, `fulltext ${FNEUR}`],
    [`/articles/10.3389%2ffneur.2020.00988/full`, `fulltext ${FNEUR}`],
    [`/articles/10.3389%252Ffneur.2020.00988/full`, `fulltext ${FNEUR}`],
    [`/articles/${FNEUR}/full;jsessionid=ABC`, `fulltext ${FNEUR}`],
    [`/articles/${FNEUR}/abstract`, `abstract ${FNEUR}`],
    [`/articles/${FNEUR}`, `abstract ${FNEUR}`],
    [`/articles/${FNEUR}/pdf`, `pdf ${FNEUR}`],
    [`/articles/${FNEUR}/epub`, `epub ${FNEUR}`],
    [`/articles/${FNEUR}/xml/nlm`, `xml ${FNEUR}`],
    [`/articles/${FNEUR}/xml`, `xml ${FNEUR}`],
    [`/article/${FNEUR}/full`, `fulltext ${FNEUR}`],
    [`/journals/neurology/articles/${FNEUR}/full`, `fulltext ${FNEUR}`],
    [`/journals/neurology/articles/${FNEUR}/pdf`, `pdf ${FNEUR}`],
    [`/articles/${FNEUR}/bibTex`, `export ${FNEUR}`],
    ["/Journal/Abstract.aspx?s=586&ART_DOI=10.3389/fnhum.2010.00001", "abstract 10.3389/fnhum.2010.00001"],
    ["/Journal/FullText.aspx?ART_DOI=10.3389/fnhum.2010.00001", "fulltext 10.3389/fnhum.2010.00001"],
    ["/Journal/10.3389/fpsyg.2013.00001/full", "fulltext 10.3389/fpsyg.2013.00001"],
    ["/human_neuroscience/10.3389/neuro.09.031.2009/abstract", "abstract 10.3389/neuro.09.031.2009"],
    ["/Human_Neuroscience/Journal/10.3389/fpsyg.2013.00001/pdf", "pdf 10.3389/fpsyg.2013.00001"],
    [`/articles/${FNEUR}/full/%0A`, "-"],
    [`/articles/${FNEUR}/nothing`, "-"],
    ["/journals/neurology", "-"],
    ["/journals/neurology/articles", "-"],
    ["/search?query=x", "-"],
    ["/articles/", "-"],
  ],
  ojs: [
    ["/index.php/jtest/article/view/1234", "abstract #1234"],
    ["/index.php/jtest/article/view/1234/", "abstract #1234"],
    ["/index.php/jtest/article/viewArticle/1234", "abstract #1234"],
    ["/index.php/jtest/en_US/article/view/1234", "abstract #1234"],
    ["/ojs/index.php/jtest/article/view/1234", "abstract #1234"],
    ["/jtest/article/view/1234", "abstract #1234"],
    ["/article/view/1234", "abstract #1234"],
    ["/index.php/jtest/article/view/1234/version/2", "abstract #1234"],
    ["/index.php/jtest/article/view/1234/1022", "pdf #1234"],
    ["/index.php/jtest/article/view/1234/pdf", "pdf #1234"],
    ["/index.php/jtest/article/view/1234/1022-pdf", "pdf #1234"],
    ["/index.php/jtest/article/view/1234/html", "fulltext #1234"],
    ["/index.php/jtest/article/view/1234/1022-html", "fulltext #1234"],
    ["/index.php/jtest/article/download/1234/1022", "pdf #1234"],
    ["/index.php/jtest/article/download/1234/1022/5678", "pdf #1234"],
    ["/index.php/jtest/article/download/1234/1022/paper.html", "fulltext #1234"],
    ["/index.php/jtest/article/download/1234/xml", "xml #1234"],
    ["/index.php/jtest/article/download/1234/epub", "epub #1234"],
    ["/index.php/jtest/article/viewFile/1234/1022", "pdf #1234"],
    ["/index.php/jtest/article/downloadSuppFile/1234/77", "supplement[77] #1234"],
    ["/index.php/jtest/article/view/1234/version/2/1022", "pdf #1234"],
    ["/index.php/jtest/article/view/1234/version/2/html", "fulltext #1234"],
    ["/index.php?journal=jtest&page=article&op=view&path[]=1234", "abstract #1234"],
    ["/index.php?journal=jtest&page=article&op=view&path%5B%5D=1234&path%5B%5D=pdf", "pdf #1234"],
    ["/index.php?journal=jtest&page=article&op=download&path%5B0%5D=1234", "-"],
    ["/index.php?journal=jtest&page=issue&op=view&path%5B%5D=12", "-"],
    ["/index.php/jtest/issue/view/12", "-"],
    ["/index.php/jtest/issue/archive", "-"],
    ["/index.php/jtest/about", "-"],
    ["/index.php/jtest/search?query=article/view/1", "-"],
    ["/plugins/generic/pdfJsViewer/pdf.js/web/viewer.html?file=x", "-"],
  ],
  janeway: [
    ["/article/id/4711/", "abstract #4711"],
    ["/jtest/article/id/4711", "abstract #4711"],
    ["/article/pubid/Abc-12", "abstract #Abc-12"],
    ["/article/id/4711/print/", "abstract #4711"],
    ["/article/doi/10.16995/jtest.4711/", "abstract 10.16995/jtest.4711"],
    ["/article/4711/galley/9000/download/", "pdf #4711"],
    ["/jtest/article/4711/galley/9000/download", "pdf #4711"],
    ["/article/4711/galley/9000/view/", "pdf #4711"],
    ["/article/id/4711/galley/9000/download/", "pdf #4711"],
    ["/article/4711/file/33/", "supplement[33] #4711"],
    ["/issue/12/info/", "-"],
    ["/articles/", "-"],
    ["/article/4711/galley/9000/", "-"],
    ["/static/OLH/css/app.css", "-"],
    ["/", "-"],
  ],
  dspace: [
    ["/handle/123456789/42", "abstract #123456789/42"],
    ["/xmlui/handle/123456789/42?show=full", "abstract #123456789/42"],
    ["/jspui/handle/10919/42.2", "abstract #10919/42.2"],
    ["/bitstream/handle/123456789/42/paper.pdf?sequence=1&isAllowed=y", "pdf #123456789/42"],
    ["/xmlui/bitstream/handle/123456789/42/A%20paper.pdf;jsessionid=A1?sequence=1", "pdf #123456789/42"],
    ["/bitstream/123456789/42/1/paper.pdf", "pdf #123456789/42"],
    ["/jspui/bitstream/123456789/42/1/paper.PDF", "pdf #123456789/42"],
    ["/bitstream/handle/123456789/42/data.csv?sequence=2", "supplement[data.csv] #123456789/42"],
    [`/items/${UUID}`, `abstract #${UUID}`],
    [`/items/${UUID}/full`, `abstract #${UUID}`],
    [`/entities/publication/${UUID}`, `abstract #${UUID}`],
    [`/bitstreams/${UUID}/download`, `pdf #${UUID}`],
    [`/server/api/core/bitstreams/${UUID}/content`, `pdf #${UUID}`],
    ["/bitstream/handle/123456789/42/paper.pdf.jpg?sequence=3", "-"],
    ["/bitstream/handle/123456789/42/paper.pdf.txt?sequence=3", "-"],
    ["/bitstream/handle/123456789/42/100%25.pdf", "pdf #123456789/42"],
    ["/bitstream/123456789/42/2/data.csv", "supplement[data.csv] #123456789/42"],
    ["/bitstream/handle/123456789/42/data.v10.txt", "supplement[data.v10.txt] #123456789/42"],
    ["/bitstream/handle/123456789/42/talk.pptx.preview.jpg", "-"],
    ["/bitstream/handle/123456789/42/license.txt?sequence=4", "-"],
    ["/bitstream/handle/123456789/42/caf%E9.pdf", "-"],
    ["/handle/123456789/42/browse?type=title", "-"],
    ["/community-list", "-"],
    ["/discover?query=x", "-"],
  ],
};

describe.each(Object.entries(CASES))("%s", (name, cases) => {
  const platform = platformOf(name);
  test.each(cases)("%s", (target, expected) => {
    expect(shown(platform, target)).toBe(expected);
    // Once more, from what is remembered.
    expect(shown(platform, target)).toBe(expected);
  });
});

test("an operator's file is a platform, and what is wrong with one is named", () => {
  const folder = mkdtempSync(path.join(os.tmpdir(), "footfall-platform-"));
  const file = (content: string) => {
    const name = path.join(folder, "custom.json");
    writeFileSync(name, content);
    return name;
  };
  const whole = { name: "own", patterns: [{ path: "/a/{doi}.pdf", query: { v: "{:\\d+}" }, action: "pdf" }] };
  expect(shown(platformOf(file(JSON.stringify(whole))), "/A/10.5555/x.pdf?V=1")).toBe("pdf 10.5555/x");
  expect(shown(platformOf(file(JSON.stringify(whole))), "/a/10.1002/(SICI)1(19)1:1;2-X.pdf;jsessionid=A?v=1")).toBe(
    "pdf 10.1002/(sici)1(19)1:1;2-x",
  );
  const refused = (change: object) => {
    try {
      platformOf(file(JSON.stringify({ ...whole, ...change })));
    } catch (fault) {
      expect(fault).toBeInstanceOf(PlatformError);
      return (fault as Error).message.replace(`${path.join(folder, "custom.json")}: `, "");
    }
    return undefined;
  };
  expect(refused({ patterns: [{ path: "/a/{doi", action: "pdf" }] })).toBe("patterns.0: /a/{doi has a { without its }");
  expect(refused({ patterns: [{ path: "a/{doi}", action: "pdf" }] })).toBe(
    "patterns.0: a/{doi} must begin with a slash",
  );
  expect(refused({ patterns: [{ path: "/{id:(}", action: "pdf" }] })).toBe("patterns.0: /{id:(} is no valid template");
  expect(refused({ patterns: [...whole.patterns, { path: "/b", action: "view" }] })).toMatch(
    /^patterns\.1\.action: must be one of abstract/,
  );
  expect(refused({ patterns: [] })).toMatch(/^patterns: /);
  expect(refused({ more: 1 })).toContain("more");
  expect(() => platformOf(file("{"))).toThrow("is not JSON");
  expect(() => platformOf("nowhere.json")).toThrow("cannot be read");
  expect(() => platformOf("elsevier")).toThrow("use mdpi, plos, frontiers, ojs, janeway, dspace, or a .json file");
});

test("addresses of any length are answered at once", () => {
  const hard = ["/", "a/", "10.1/", "%25", "//", "?id=", "/article/view/", "10.1371/journal.pone.", "/handle/1/"];
  for (const name of Object.keys(CASES)) {
    const platform = platformOf(name);
    for (const part of hard) {
      for (const length of [1_900, 1_000_000]) {
        const target = `/${part.repeat(length / part.length)}`;
        const began = performance.now();
        platform.recognise(target);
        // Not a measurement: a backtracking that explodes would take minutes.
        expect(performance.now() - began).toBeLessThan(2_000);
      }
    }
  }
});
