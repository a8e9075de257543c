import type { XmlElement } from "./xml-tree";

/** Ids of the file never meet those of the page. */
const written = (id: string): string => `t-${id.replace(/[^\w.-]/g, "-")}`;

/** Parts that a menu or a link may lead to, whether the file names them or not. */
const HEADED = new Set(["sec", "ack", "app"]);
/** What a page does not show under an id of its own. */
const UNSHOWN = new Set(["object-id", "alt-text", "long-desc", "sec-meta", "tex-math", "graphic", "inline-graphic"]);

/**
 * The ids of the elements of some parts, each once on a page whatever the file does, and where each is cited. Of elements that share
 * an id the first is the target. `notes` are cited where they stand.
 */
export function anchors(parts: readonly XmlElement[], notes: readonly XmlElement[]) {
  const ids = new Map<XmlElement, string>();
  const targets = new Map<string, string>();
  const cited = new Map<string, string[]>();
  const numbers = new Map<string, number>();
  const taken = new Set<string>();
  const unique = (anchor: string): string => {
    let free = anchor;
    for (let number = numbers.get(anchor) ?? 2; taken.has(free); number += 1) {
      free = `${anchor}-${number}`;
      numbers.set(anchor, number + 1);
    }
    taken.add(free);
    return free;
  };
  const cite = (rid: string): string => {
    const places = cited.get(rid) ?? [];
    const place = unique(`${written(rid)}-cited-${places.length + 1}`);
    places.push(place);
    cited.set(rid, places);
    return place;
  };
  let unnamed = 0;
  const look = (element: XmlElement): void => {
    if (ids.has(element) || element.isMath || UNSHOWN.has(element.name)) return;
    const { id } = element.attributes;
    if (element.name === "xref") {
      const [rid = ""] = (element.attributes.rid ?? "").split(/\s+/);
      ids.set(element, cite(rid));
    } else if (id) {
      const anchor = unique(written(id));
      ids.set(element, anchor);
      if (!targets.has(id)) targets.set(id, anchor);
    } else if (HEADED.has(element.name)) {
      unnamed += 1;
      ids.set(element, unique(`section-${unnamed}`));
    }
    for (const child of element.children) if (typeof child !== "string") look(child);
  };
  notes.forEach((note, i) => {
    const id = note.attributes.id ?? `note-${i + 1}`;
    const anchor = unique(written(id));
    ids.set(note, anchor);
    if (!targets.has(id)) targets.set(id, anchor);
    for (const child of note.children) if (typeof child !== "string") look(child);
  });
  for (const part of parts) look(part);
  return {
    idOf: (element: XmlElement): string | undefined => ids.get(element),
    anchorOf: (id: string): string | undefined => targets.get(id),
    citedAt: (id: string): readonly string[] => cited.get(id) ?? [],
  };
}
