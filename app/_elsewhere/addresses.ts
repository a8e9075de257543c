import { xml } from "@/lib/catalog/feeds/xml";

const steps = (doi: string): string => doi.split("/").map(encodeURIComponent).join("/");
export const badgeAddress = (site: string, doi: string): string => `${site}/badge/${steps(doi)}.svg`;
export const embedAddress = (site: string, doi: string): string => `${site}/embed/${steps(doi)}`;
export const oembedAddress = (site: string, page: string): string =>
  `${site}/oembed?${new URLSearchParams({ url: page, format: "json" })}`;

export const EMBED_SIZE = { width: 640, height: 480 };

interface Named {
  site: string;
  doi: string;
  title: string;
  /** Where the picture leads. */
  page: string;
}

/** The frame of a chart, for a page of another site. */
export const embedFrame = ({ site, doi, title }: Omit<Named, "page">, size = EMBED_SIZE): string =>
  `<iframe src="${xml(embedAddress(site, doi))}" title="${xml(`Usage of ${title}`)}" width="${size.width}" height="${size.height}" loading="lazy" style="border:0;max-width:100%"></iframe>`;

export const badgeHtml = ({ site, doi, page, title }: Named): string =>
  `<a href="${xml(page)}"><img src="${xml(badgeAddress(site, doi))}" alt="${xml(`Usage of ${title}`)}" height="22"></a>`;

/** Brackets in a title would end what they stand in. */
export const badgeMarkdown = ({ site, doi, page, title }: Named): string =>
  `[![Usage of ${title.replace(/[[\]\\]/g, "\\$&").replace(/\s+/g, " ")}](${badgeAddress(site, doi)})](${page})`;
