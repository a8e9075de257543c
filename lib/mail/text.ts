import type { MailBlock, MailTable } from "./layout";
import { oneLine } from "./one-line";

const WIDTH = 74;

/** The plain form: lines that fit every reader, addresses on lines of their own. */
export const mailText = (blocks: readonly MailBlock[]): string => `${blocks.map(blockText).join("\n\n")}\n`;

function blockText(block: MailBlock): string {
  switch (block.kind) {
    case "heading":
      return `${wrapped(block.words)}\n${"-".repeat(Math.min(WIDTH, [...oneLine(block.words)].length))}`;
    case "paragraph":
    case "small":
      return wrapped(block.words);
    case "lines":
      return block.lines.map((line) => wrapped(line)).join("\n");
    case "button":
      return `${block.words}:\n${block.href}`;
    case "link":
      return `${wrapped(`${block.before} ${block.words}`)}\n${block.href}`;
    case "list":
      return block.items
        .map(({ title, href, lines }, i) => {
          const number = `${i + 1}. `;
          const under = " ".repeat(number.length);
          const rest = lines.map((line) => wrapped(line, under, under));
          return [wrapped(title, number, under), ...rest, `${under}${href}`].join("\n");
        })
        .join("\n\n");
    case "table":
      return tableText(block.table);
  }
}

/** Columns of numbers under each other; a row whose first column has no room beside them begins on a line of its own. */
function tableText({ caption, head, rows }: MailTable): string {
  const all = [head, ...rows].map((row) => row.map(oneLine));
  const length = (words = "") => [...words].length;
  const widths = head.map((_, column) => Math.max(...all.map((row) => length(row[column]))));
  const numbers = widths.slice(1).reduce((sum, width) => sum + 2 + width, 0);
  const first = Math.min(widths[0] ?? 0, Math.max(8, WIDTH - numbers));
  const lines = all.map(([of = "", ...cells]) => {
    const beside = cells.map((words, i) => `  ${" ".repeat((widths[i + 1] ?? 0) - length(words))}${words}`).join("");
    const room = " ".repeat(Math.max(0, first - length(of)));
    return (length(of) <= first ? of + room + beside : `${wrapped(of)}\n${" ".repeat(first)}${beside}`).trimEnd();
  });
  return [wrapped(caption), "", ...lines].join("\n");
}

/** Words in lines of a width that quoting leaves whole; a word longer than a line has one to itself. */
export function wrapped(words: string, first = "", under = ""): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of oneLine(words).split(" ")) {
    if (!empty && [...line].length + 1 + [...word].length > WIDTH) {
      lines.push(line);
      line = under + word;
    } else line += empty ? word : ` ${word}`;
    empty = false;
  }
  return [...lines, line].join("\n");
}
