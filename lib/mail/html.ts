import type { MailBlock, MailItem, MailTable } from "./layout";
import { oneLine } from "./one-line";

/** Readers that know no media queries show the light form; those that do get the dark one with its own colours. */
const STYLE = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #14171b !important; }
  .ink { color: #e8e6e1 !important; }
  .soft { color: #a9afb8 !important; }
  .link { color: #8fc1ea !important; }
  .rule { border-color: #31363d !important; }
  .button { background: #8fc1ea !important; color: #14171b !important; }
}`;

const SANS = "font-family:-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif";
const SERIF = "font-family:Georgia,'Times New Roman',serif";

/** The HTML form: one column, no images, nothing fetched from anywhere. */
export const mailHtml = (subject: string, blocks: readonly MailBlock[]): string =>
  `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${escaped(oneLine(subject))}</title>
<style>${STYLE}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#fdfcfa">
<div class="page" role="article" aria-roledescription="e-mail" aria-label="${escaped(oneLine(subject))}" style="background:#fdfcfa;padding:24px 16px">
<div class="ink" style="max-width:600px;margin:0 auto;color:#1b1e23;font-size:16px;line-height:1.5;${SANS}">
${blocks.map(blockHtml).join("\n")}
</div>
</div>
</body>
</html>
`;

function blockHtml(block: MailBlock): string {
  switch (block.kind) {
    case "heading":
      return `<h1 class="ink" dir="auto" style="margin:0 0 16px;color:#1b1e23;font-size:24px;line-height:1.25;${SERIF}">${inline(block.words)}</h1>`;
    case "paragraph":
      return `<p style="margin:0 0 16px">${inline(block.words)}</p>`;
    case "lines":
      return `<p dir="auto" style="margin:0 0 16px">${block.lines.map(inline).join("<br>")}</p>`;
    case "small":
      return `<p class="soft" style="margin:0 0 8px;color:#4d545e;font-size:14px">${inline(block.words)}</p>`;
    case "button":
      return `<p style="margin:24px 0"><a class="button" href="${escaped(block.href)}" style="display:inline-block;padding:12px 20px;border-radius:6px;background:#14507f;color:#fdfcfa;font-weight:600;text-decoration:none">${inline(block.words)}</a></p>`;
    case "link":
      return `<p class="soft" style="margin:0 0 8px;color:#4d545e;font-size:14px">${inline(block.before)} ${anchor(block.words, block.href)}</p>`;
    case "list":
      return `<ol style="margin:0 0 24px;padding:0;list-style:none">\n${block.items.map(itemHtml).join("\n")}\n</ol>`;
    case "table":
      return tableHtml(block.table);
  }
}

/** Cells of numbers keep to one line, and headings break between words alone; what the numbers are of may break anywhere. */
function tableHtml({ caption, head, rows }: MailTable): string {
  const side = (i: number) => (i === 0 ? "text-align:left;padding:8px 0" : "text-align:right;padding:8px 0 8px 8px");
  const headings = head.map(
    (words, i) =>
      `<th scope="col" class="soft" style="${side(i)};vertical-align:bottom;color:#4d545e;font-size:13px;font-weight:400">${escaped(oneLine(words))}</th>`,
  );
  const line = "border-top:1px solid #dfdcd5;vertical-align:top";
  const lines = rows.map(([of = "", ...cells]) =>
    [
      `<tr><th scope="row" class="rule" style="${side(0)};${line};font-weight:400">${inline(of)}</th>`,
      ...cells.map(
        (words, i) =>
          `<td class="rule" style="${side(i + 1)};${line};white-space:nowrap;font-variant-numeric:tabular-nums${i === 0 ? ";font-weight:600" : ""}">${escaped(oneLine(words))}</td>`,
      ),
      "</tr>",
    ].join(""),
  );
  return [
    '<table style="width:100%;margin:0 0 16px;border-collapse:collapse">',
    `<caption class="soft" style="padding:0 0 4px;color:#4d545e;font-size:14px;text-align:left">${inline(caption)}</caption>`,
    `<thead><tr>${headings.join("")}</tr></thead>`,
    `<tbody>\n${lines.join("\n")}\n</tbody>`,
    "</table>",
  ].join("\n");
}

const itemHtml = ({ title, href, lines }: MailItem): string =>
  `<li class="rule" style="margin:0;padding:14px 0;border-top:1px solid #dfdcd5">` +
  `<div dir="auto" style="font-size:18px;line-height:1.35;${SERIF}">${anchor(title, href)}</div>` +
  lines
    .map(
      (line) =>
        `<div class="soft" dir="auto" style="margin-top:4px;color:#4d545e;font-size:14px">${inline(line)}</div>`,
    )
    .join("") +
  "</li>";

const anchor = (words: string, href: string): string =>
  `<a class="link" href="${escaped(href)}" style="color:#14507f">${inline(words)}</a>`;

/** Long words and addresses break rather than widen the column. */
const inline = (words: string): string => `<span style="overflow-wrap:anywhere">${escaped(oneLine(words))}</span>`;

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ENTITIES[character] ?? character);
