import { doiUrl } from "@/lib/catalog/citation/cited";
import { textOf, type XmlElement } from "@/lib/catalog/jats/xml-tree";
import { Children } from "./piece";
import type { Reading } from "./reading";

/** Jumps to what it names; where that is not in the text, its words stay. */
export function CrossReference({ of, reading }: { of: XmlElement; reading: Reading }) {
  const { document } = reading;
  const rids = (of.attributes.rid ?? "").split(/\s+/);
  const anchor = rids.map((rid) => document.anchorOf(rid)).find((one) => one !== undefined);
  const words = of.children.length > 0 ? <Children of={of} reading={reading} /> : rids[0];
  if (anchor === undefined) return words;
  return (
    <a id={reading.textAt ? undefined : document.idOf(of)} href={`${reading.textAt ?? ""}#${anchor}`}>
      {words}
    </a>
  );
}

export function ExternalLink({ of, reading }: { of: XmlElement; reading: Reading }) {
  const said = (of.attributes["xlink:href"] ?? textOf(of)).trim();
  const address = of.name === "email" ? mailAddress(textOf(of)) : addressOf(said, of.attributes["ext-link-type"]);
  const words = of.children.length > 0 ? <Children of={of} reading={reading} /> : said;
  if (!address) return words;
  return (
    <a href={address} rel="noopener noreferrer">
      {words}
    </a>
  );
}

/** Addresses of the web and of mailboxes alone: nothing that runs, and nothing of this machine. */
function addressOf(said: string, type: string | undefined): string | undefined {
  const doi = /^(?:info:doi\/|doi:)?(10\.\d{4,9}\/\S+)$/i.exec(said)?.[1];
  if (doi && (type === undefined || type === "doi" || !/^https?:/i.test(said))) return doiUrl(doi);
  if (type === "pmid" && /^\d{1,9}$/.test(said)) return `https://pubmed.ncbi.nlm.nih.gov/${said}/`;
  if (type === "pmcid" && /^PMC\d{1,9}$/.test(said)) return `https://www.ncbi.nlm.nih.gov/pmc/articles/${said}/`;
  if (/^mailto:/i.test(said)) return mailAddress(said.slice("mailto:".length));
  const whole = /^www\.[\w-]+\.\S+$/i.test(said) ? `http://${said}` : said;
  return /^(?:https?|ftp):\/\//i.test(whole) && URL.canParse(whole) ? new URL(whole).href : undefined;
}

/** A mailbox and nothing else: no subject, no copies. */
const mailAddress = (said: string): string | undefined =>
  /^[^\s@?&,;<>"]+@[^\s@?&,;<>"]+\.[a-z]{2,}$/i.test(said) ? `mailto:${said}` : undefined;
