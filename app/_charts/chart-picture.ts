const MARGIN = 24;
const HEAD = 64;
const FOOT = 40;

/** The chart as a PNG that can stand alone: on the page's own background, with its title above and its dates below. */
export async function chartPicture(chart: HTMLCanvasElement | null, title: string, note: string): Promise<Blob | null> {
  if (!chart || chart.width === 0) return null;
  const scale = chart.width / chart.clientWidth;
  const picture = document.createElement("canvas");
  picture.width = chart.width + 2 * MARGIN * scale;
  picture.height = chart.height + (HEAD + FOOT) * scale;
  const pen = picture.getContext("2d");
  if (!pen) return null;
  const style = getComputedStyle(document.documentElement);
  const token = (name: string) => style.getPropertyValue(name).trim();
  const width = picture.width - 2 * MARGIN * scale;
  pen.fillStyle = token("--panel");
  pen.fillRect(0, 0, picture.width, picture.height);
  pen.textBaseline = "middle";
  pen.fillStyle = token("--ink");
  pen.font = `600 ${17 * scale}px ${token("--serif")}`;
  pen.fillText(fitting(pen, title, width), MARGIN * scale, (HEAD / 2) * scale);
  pen.fillStyle = token("--ink-soft");
  pen.font = `400 ${12 * scale}px ${token("--sans")}`;
  pen.fillText(fitting(pen, note, width), MARGIN * scale, picture.height - (FOOT / 2) * scale);
  pen.drawImage(chart, MARGIN * scale, HEAD * scale);
  return new Promise((resolve) => picture.toBlob(resolve, "image/png"));
}

/** The text, shortened until it fits. */
function fitting(pen: CanvasRenderingContext2D, text: string, width: number): string {
  let shown = text;
  while (shown.length > 1 && pen.measureText(shown).width > width) shown = `${shown.slice(0, -2).trimEnd()}…`;
  return shown;
}
