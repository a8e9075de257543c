import { reasonWords } from "@/lib/counting/reason";
import type { Annotation } from "@/lib/usage/sql/annotations";

/** What happened, after its day. */
export function annotationWords(annotation: Annotation): string {
  switch (annotation.kind) {
    case "published":
      return "published";
    case "file":
      return `new on this site: ${filesWords(annotation.files)}`;
    case "version":
      return `version ${annotation.number}${annotation.files.length > 0 ? ` with a new ${newWords(annotation.files)}` : ""}${annotation.note ? `: ${annotation.note}` : ""}`;
    case "corrected":
      return `corrected on this site: ${annotation.facts.map(factWords).join(", ")}`;
    case "special issue closed":
      return `the special issue “\u2068${annotation.title}\u2069” closed`;
    case "robot list":
      return `the list of robots “${annotation.name}” changed`;
    case "issue":
      return `volume ${annotation.volume}, issue ${annotation.issue} began to come out: ${annotation.articles} ${annotation.articles === 1 ? "article" : "articles"}`;
    case "note":
      return annotation.words;
    case "restated": {
      const days = annotation.days === 1 ? "a day" : `${annotation.days} days`;
      return `${days} of complete months counted anew: ${reasonWords(annotation.reasons).join("; ").toLowerCase()}`;
    }
  }
}

/** What makes a version: the PDF, the XML or both. */
const newWords = (files: readonly string[]): string =>
  [...(files.includes("pdf") ? ["PDF"] : []), ...(files.includes("xml") ? ["full text"] : [])].join(" and ");

/** `licenseUrl` as readers say it. */
const factWords = (fact: string): string =>
  FACTS.get(fact) ?? fact.replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`);
const FACTS = new Map([
  ["titleMarkup", "italics of the title"],
  ["specialIssueClosed", "the day its special issue closed"],
  ["license", "licence"],
  ["licenseUrl", "address of the licence"],
  ["hasText", "whether there is a full text"],
  ["articleVersion", "what the version is"],
  ["relations", "corrections and companions"],
  ["access", "access type"],
  ["received", "day of receipt"],
  ["revised", "day of revision"],
  ["accepted", "day of acceptance"],
  ["published", "day of publication"],
]);

/** Kinds, as the figures of one article are many. */
function filesWords(files: readonly string[]): string {
  const kinds = files.map((file) => file.split(" ", 1)[0] ?? "");
  const count = (kind: string) => kinds.filter((one) => one === kind).length;
  const several = (kind: string) => (count(kind) === 1 ? `a ${kind}` : `${count(kind)} ${kind}s`);
  return [
    ...(count("pdf") ? ["the PDF"] : []),
    ...(count("xml") ? ["the full text"] : []),
    ...["figure", "supplement"].filter((kind) => count(kind) > 0).map(several),
  ].join(", ");
}
