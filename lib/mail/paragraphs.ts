import type { MailBlock } from "./layout";

/** Plain text as paragraphs: an empty line ends one. */
export const paragraphs = (text: string): MailBlock[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((words) => words.trim())
    .filter((words) => words !== "")
    .map((words) => ({ kind: "paragraph", words }));
