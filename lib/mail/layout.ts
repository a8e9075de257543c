/** What a mail is made of; its text and its HTML say the same, in the same order. */
export type MailBlock =
  | { kind: "heading" | "paragraph" | "small"; words: string }
  /** A paragraph of several lines, as in a signature. */
  | { kind: "lines"; lines: string[] }
  | { kind: "button"; words: string; href: string }
  | { kind: "link"; before: string; words: string; href: string }
  | { kind: "list"; items: MailItem[] }
  | { kind: "table"; table: MailTable };

export interface MailItem {
  title: string;
  href: string;
  lines: string[];
}

/** A few figures: the first column says of what, the others hold numbers. */
export interface MailTable {
  caption: string;
  head: readonly string[];
  rows: readonly (readonly string[])[];
}
