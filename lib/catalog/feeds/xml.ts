/** Text as it may stand in an element or attribute of XML 1.0; what XML cannot hold at all is left out. */
export const xml = (text: string): string =>
  text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);

/** `<name>text</name>` on a line of its own; nothing for what is not known. */
export const element = (name: string, text: string | null | undefined, attributes = ""): string =>
  text ? `<${name}${attributes}>${xml(text)}</${name.split(" ")[0]}>\n` : "";
