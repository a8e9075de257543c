import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { afterEach, describe, expect, test, vi } from "vitest";
import { CENTRE_DOI, SAMPLE_JOURNAL, sampleArticles } from "@/lib/sample/journal";
import { samplePdf } from "@/lib/sample/pdf";

const articles = sampleArticles();
const articleOf = (doi: string) => {
  const article = articles.find((one) => one.doi === doi);
  if (!article) throw new Error(`the sample has no ${doi}`);
  return article;
};
const centre = articleOf(CENTRE_DOI);

describe("the sample's facts", () => {
  test("are of 47 articles, each with a DOI and an address of its own", () => {
    expect(articles).toHaveLength(47);
    expect(new Set(articles.map(({ doi }) => doi)).size).toBe(47);
    expect(new Set(articles.map(({ volume, issue, firstPage }) => `${volume}/${issue}/${firstPage}`)).size).toBe(47);
  });

  test("leave out what is not known", () => {
    // An author's given name and ORCID are null when not known, as the catalogue wants it; nothing else may be.
    const check = (value: unknown, where: string): void => {
      expect(value, where).not.toBe("");
      if (!/\.(given|orcid)$/.test(where)) expect(value ?? null, where).not.toBeNull();
      if (typeof value === "object" && value)
        for (const [name, part] of Object.entries(value)) check(part, `${where}.${name}`);
    };
    for (const article of articles) check(article, article.doi);
  });

  test("keep the name of every special issue", () => {
    expect([...new Set(articles.flatMap(({ specialIssue }) => specialIssue ?? []))].toSorted()).toEqual([
      "AML in the Molecular Age: From Biology to Clinical Management",
      "Age-Related Macular Disease",
      "Clinical Advances of Human Papillomaviruses",
      "Diabetic Nephropathy",
      "Epidemiology and Treatment of Atopic Eczema",
      "Frontiers in Stem Cell Treatments",
      "MicroRNAs: Novel Biomarkers and Therapeutic Targets for Human Cancers",
      "Neuroendocrine Disturbances after Brain Damage",
      "Omega-3 Fatty Acids in Health and Disease",
      "Prevention and Treatment of Bone Metastases from Breast Cancer",
      "iPS Cells for Modelling and Treatment of Human Diseases",
    ]);
  });

  test("say nothing that is on record of the centre only about another article", () => {
    for (const { doi, abstract, license, licenseUrl, affiliations } of articles) {
      if (doi !== CENTRE_DOI) expect({ abstract, license, licenseUrl, affiliations }).toEqual({ affiliations: [] });
    }
  });

  test("have an article open from its publication, or from its year when the day is not known", () => {
    expect(articleOf("10.3390/jcm2040260").accessTypes).toEqual([{ since: "2013-01-01", accessType: "Open" }]);
    for (const { published, year, accessTypes } of articles)
      expect(accessTypes).toEqual([{ since: published ?? `${year}-01-01`, accessType: "Open" }]);
  });

  test("have the article they are built around, whole, and its neighbours", () => {
    const { abstract, ...rest } = centre;
    expect(rest).toEqual({
      doi: "10.3390/jcm2040302",
      title: "The Regenerative Role of the Fetal and Adult Stem Cell Secretome",
      type: "Review",
      volume: "2",
      issue: "4",
      firstPage: "302",
      lastPage: "327",
      year: 2013,
      received: "2013-10-09",
      revised: "2013-11-17",
      accepted: "2013-11-25",
      published: "2013-12-17",
      specialIssue: "Frontiers in Stem Cell Treatments",
      keywords: ["stem cells", "paracrine effect", "secretome", "microvesicles", "trophic factors", "tissue repair"],
      authors: ["Bollini", "Gentili", "Tasso", "Cancedda"].map((family, i) => ({
        given: ["S.", "C.", "R.", "R."][i],
        family,
        orcid: null,
        corresponding: false,
        affiliations: [1],
      })),
      affiliations: [
        "Regenerative Medicine Laboratory, Department of Experimental Medicine (DIMES), University of Genoa, IRCCS AOU San Martino—IST, National Institute for Cancer Research, Largo Rosanna Benzi 10, Genoa 16132, Italy",
      ],
      license: "CC BY 3.0",
      licenseUrl: "https://creativecommons.org/licenses/by/3.0/",
      accessTypes: [{ since: "2013-12-17", accessType: "Open" }],
    });
    expect(abstract).toMatch(/^For a long time, the stem cell regenerative paradigm has been based on/);
    expect(abstract).toMatch(/fetal and adult stem cells, with particular attention to their secretome\.$/);
    expect(articleOf("10.3390/jcm2040283").title).toMatch(/^Bone Health in Patients with Breast Cancer/);
    expect(articleOf("10.3390/jcm2040328").title).toMatch(/^Repeat Lumbar Puncture/);
  });
});

describe("a sample PDF", () => {
  afterEach(() => {
    vi.useRealTimers();
  });

  test("is a PDF with its fonts inside, and the same whenever it is made", async () => {
    const made = async (now: string) => {
      vi.useFakeTimers({ toFake: ["Date"], now: new Date(now) });
      return samplePdf(centre, SAMPLE_JOURNAL);
    };
    const once = await made("2026-01-05T08:00:00Z");
    const again = await made("2031-07-19T21:30:59Z");
    expect(once.subarray(0, 5).toString()).toBe("%PDF-");
    const hash = (content: Buffer) => createHash("sha256").update(content).digest("hex");
    expect(hash(again)).toBe(hash(once));
    const source = once.toString("latin1");
    for (const part of ["/FontFile2", "/StructTreeRoot", "/Lang (en)", "D:20131217120000Z"])
      expect(source).toContain(part);
  });

  test.for<[string, string[]]>([
    [CENTRE_DOI, ["Genoa 16132, Italy", "Published: 17 December 2013", "trophic factors; tissue repair", "CC BY 3.0"]],
    ["10.3390/jcm2040260", ["TNF-α Inhibition", "No abstract is on record"]],
    ["10.3390/jcm2040242", ["Eve Dubé", "decision-making"]],
  ])("of %s holds its metadata, and on every page that it is a sample", async ([doi, parts], { skip }) => {
    const text = textOf(await samplePdf(articleOf(doi), SAMPLE_JOURNAL));
    if (text === undefined) return skip("pdftotext (poppler-utils) is not installed");
    const pages = text
      .split("\f")
      .slice(0, -1)
      .map((page) => page.replace(/\s+/g, " "));
    expect(pages).toHaveLength(2);
    for (const part of [doi, articleOf(doi).title, ...parts]) expect(pages[0]).toContain(part);
    const notice = "Sample file made by Footfall from the article's metadata. It is not the published article.";
    for (const page of pages) expect(page).toContain(notice);
  });
});

function textOf(pdf: Buffer): string | undefined {
  try {
    return execFileSync("pdftotext", ["-", "-"], { input: pdf }).toString();
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
