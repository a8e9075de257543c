import type { FileKind } from "../article";
import { isKnownType, isShown, mediaTypeOf } from "../media-type";
import { childOf, type XmlElement } from "./xml-tree";

/** A file that a text shows or offers, by the name the text has for it. */
export interface NamedFile {
  kind: Extract<FileKind, "figure" | "supplement">;
  reference: string;
}

/** The files that a JATS file names, each once, in its order. */
export function namedFilesOf(root: XmlElement): NamedFile[] {
  const named = new Map<string, NamedFile>();
  const look = (element: XmlElement, kind: NamedFile["kind"]): void => {
    const inside = SUPPLEMENTS.has(element.name) ? "supplement" : kind;
    const reference = element.attributes["xlink:href"];
    if (reference && (SUPPLEMENTS.has(element.name) || PICTURES.has(element.name)))
      named.set(`${inside} ${reference}`, { kind: inside, reference });
    for (const child of element.children) if (typeof child !== "string") look(child, inside);
  };
  for (const part of ["front", "body", "back", "floats-group", "floats-wrap"]) {
    const element = childOf(root, part);
    if (element) look(element, "figure");
  }
  return [...named.values()];
}

const PICTURES = new Set(["graphic", "inline-graphic"]);
/** A film or a sound is a supplement wherever it stands. */
const SUPPLEMENTS = new Set(["supplementary-material", "inline-supplementary-material", "media"]);

/**
 * The one of some files that a text means by a reference, which may be a path, a DOI or a name with or without its ending:
 * `info:doi/10.1371/journal.pone.0040259.g001` is `journal.pone.0040259.g001.png`. Pictures that browsers show go before
 * others, so that `f1.tif` is `f1.png` where both are there.
 */
export function fileMeant<F extends { name: string }>(reference: string, files: readonly F[]): F | undefined {
  const asked = lastStep(reference).toLowerCase();
  if (asked === "") return undefined;
  const meant = files.filter(({ name }) => {
    const held = name.toLowerCase();
    return held === asked || stemOf(held) === asked || stemOf(held) === stemOf(asked);
  });
  return (
    meant.find(({ name }) => isShown(mediaTypeOf(name)) && name.toLowerCase() === asked) ??
    meant.find(({ name }) => isShown(mediaTypeOf(name))) ??
    meant.find(({ name }) => name.toLowerCase() === asked) ??
    meant[0]
  );
}

/** Without an ending that is known: the last part of `journal.pone.0040259.g001` is none. */
const stemOf = (name: string): string => (isKnownType(name) ? name.replace(/\.[^.]+$/, "") : name);

function lastStep(reference: string): string {
  const step = reference.split(/[?#]/, 1)[0]?.split("/").at(-1) ?? "";
  try {
    return decodeURIComponent(step);
  } catch {
    return step;
  }
}
