import type { MailBlock } from "./layout";

/** Plain text as paragraphs: an empty line ends one, and every line of one stays a line. */
export const paragraphs = (text: string): MailBlock[] =>
  text
    .split(/\n[ \t]*\n/)
    .map((words) => words.split("\n").filter((line) => line.trim() !== ""))
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ kind: "lines", lines }));
