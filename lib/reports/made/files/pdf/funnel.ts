import { FAINT, INK } from "@/lib/pdf/document";
import { fillBox } from "@/lib/pdf/fill";
import type { Flow } from "@/lib/pdf/flow";
import { drawLine } from "@/lib/pdf/lines";
import type { Measures } from "@/lib/usage/measures";
import { SERIES, wholeNumber } from "@/lib/usage/words";

const ROW = 18;
const LABELS = 96;
const NUMBERS = 60;
const ratio = new Intl.NumberFormat("en-GB", { maximumFractionDigits: 2 });

/** How many of each kind there were, and for each abstract view; a PDF is also opened without a look at the abstract. */
export function drawFunnel(flow: Flow, totals: Measures): void {
  const { document } = flow;
  const most = Math.max(1, ...SERIES.map(({ measure }) => totals[measure]));
  const said = SERIES.map(({ measure, label }) => `${label} ${wholeNumber(totals[measure])}`).join(", ");
  flow.section("From abstract to PDF", ROW * SERIES.length + 40);
  flow.space(2);
  flow.figure(`Bars: ${said}.`, ROW * SERIES.length, ({ x, y, width }) => {
    for (const [i, { measure, label, paper, fill }] of SERIES.entries()) {
      const long = ((width - LABELS - NUMBERS) * totals[measure]) / most;
      drawLine(document, label, { x, y: y + i * ROW + 1 }, { size: 9, color: INK });
      if (long > 0)
        fillBox(document, { fill, colour: paper }, { x: x + LABELS, y: y + i * ROW, width: long, height: ROW - 5 });
      const at = { x: x + LABELS + long + 6, y: y + i * ROW + 1 };
      drawLine(document, wholeNumber(totals[measure]), at, { size: 9, style: "bold", color: INK });
    }
  });
  flow.space(2);
  const each =
    totals.abstractViews > 0
      ? `For each abstract view ${ratio.format(totals.fullTextViews / totals.abstractViews)} full-text views and ${ratio.format(totals.pdfDownloads / totals.abstractViews)} PDF downloads. `
      : "";
  flow.text(
    "P",
    `${each}Full texts and PDFs are also opened by direct links, past the abstract: this is a proportion and no path.`,
    { size: 8.5, color: FAINT },
  );
}
