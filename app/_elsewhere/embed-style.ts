import type { Theme } from "@/lib/catalog/accent";

/** The site's own tokens for a page of few things; fonts are the reader's, so that nothing is fetched. */
const TOKENS: Record<Theme, string> = {
  light:
    "color-scheme:light;--paper:#ffffff;--ink:#1b1e23;--soft:#4d545e;--line:#dfdcd5;--accent:#14507f;--series-abstract:#1f6fb2;--series-fulltext:#b8610b;--series-pdf:#0b7a5b",
  dark: "color-scheme:dark;--paper:#14171b;--ink:#e8e6e1;--soft:#a9afb8;--line:#31363d;--accent:#8fc1ea;--series-abstract:#6fb1ea;--series-fulltext:#f0a35c;--series-pdf:#55c7a3",
};

const RULES = `
*{box-sizing:border-box}
main{max-width:680px}
body{margin:0;padding:14px 16px;background:var(--paper);color:var(--ink);font:15px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;overflow-wrap:anywhere}
h1{margin:0 0 2px;font:600 17px/1.3 Georgia,"Times New Roman",serif}
a{color:var(--accent);text-underline-offset:.18em}
:focus-visible{outline:3px solid var(--accent);outline-offset:2px}
p{margin:0 0 8px;color:var(--soft);font-size:13px}
.sample{color:var(--ink);font-weight:600}
.total{color:var(--ink);font-size:15px}
ul{display:flex;flex-wrap:wrap;gap:2px 18px;margin:6px 0 4px;padding:0;list-style:none;font-size:13px}
li svg{width:26px;height:8px;margin-right:6px;vertical-align:middle}
strong{font-variant-numeric:tabular-nums}
.chart{display:block;width:100%;height:auto;margin:0 0 8px}
polyline,.key{fill:none;stroke-width:2.5;stroke-linejoin:round}
.grid{stroke:var(--line)}
.tick{fill:var(--soft);font-size:12px}
summary{display:inline-block;padding:8px 0;color:var(--accent);cursor:pointer;font-size:14px}
.scroll{max-height:260px;overflow:auto;margin-bottom:8px}
table{width:100%;border-collapse:collapse;font-size:13px;font-variant-numeric:tabular-nums}
th,td{padding:4px 10px 4px 0;border-bottom:1px solid var(--line);text-align:right;white-space:nowrap}
th:first-child{text-align:left;font-weight:400}
thead th{font-weight:600}
@media (max-width:480px){thead th{white-space:normal}.tick{font-size:21px}polyline{stroke-width:4}}
`;

/** A page's style in one theme, or in the reader's. */
export function embedStyle(theme: Theme | undefined, accent: Record<Theme, string | null>): string {
  const tokens = (of: Theme): string => `:root{${TOKENS[of]}${accent[of] === null ? "" : `;--accent:${accent[of]}`}}`;
  const themed = theme ? tokens(theme) : `${tokens("light")}@media (prefers-color-scheme:dark){${tokens("dark")}}`;
  return themed + RULES;
}
