import { createElement } from "react";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, test } from "vitest";
import { Abstract } from "@/app/_article/abstract";
import { documentOf } from "@/lib/catalog/jats/document";
import { abstractWords } from "@/lib/catalog/jats/prose";
import { parseXml } from "@/lib/catalog/jats/xml-tree";

const XML = `<article xml:lang="PT"><front><article-meta><abstract><title>Abstract</title>
<sec><title>Aims.</title><p>On <italic>Danio</italic> and CD4<sup>+</sup> cells <xref rid="r1">[1]</xref>.</p></sec>
<list><list-item><label>1</label><p>First</p></list-item></list></abstract></article-meta></front>
<body><p>x</p></body><back><ref-list><ref id="r1"><mixed-citation>One</mixed-citation></ref></ref-list></back></article>`;
const document = documentOf(parseXml(Buffer.from(XML)));
const words = document.abstract ? abstractWords(document.abstract) : "";
const shown = (text: string) =>
  renderToStaticMarkup(
    createElement(Abstract, { text, reading: { document, level: 3, files: () => undefined, textAt: "/a/htm" } }),
  ).replace(/ (?:class|dir)="[^"]*"/g, "");

test("an abstract has the italics and links of its file", () => {
  expect(words).toBe("Aims: On Danio and CD4+ cells [1].\n\n• First");
  expect(shown(words)).toBe(
    '<p><span lang="pt">Aims: On <em>Danio</em> and CD4<sup>+</sup> cells <a href="/a/htm#t-r1">[1]</a>.</span> </p>' +
      '<p><span lang="pt">• First</span> </p>',
  );
});

test("an abstract that was corrected since is as it was corrected", () => {
  expect(shown("On <Danio>.\n\nSecond.")).toBe(
    '<p><span lang="pt">On &lt;Danio&gt;.</span> </p><p><span lang="pt">Second.</span> </p>',
  );
});
