/** A drawing of the page as a picture can take it. */
export interface Drawn {
  image: CanvasImageSource;
  width: number;
  height: number;
  /** Its own pixels for each of the page's. */
  scale: number;
}

/** Undefined for what is not drawn yet. */
export async function drawnOf(element: Element | null): Promise<Drawn | undefined> {
  if (element instanceof HTMLCanvasElement && element.width > 0)
    return {
      image: element,
      width: element.clientWidth,
      height: element.clientHeight,
      scale: element.width / element.clientWidth,
    };
  return element instanceof SVGSVGElement ? drawnSvg(element) : undefined;
}

/** What a style sheet says of a shape, which a picture of its own knows nothing of. */
const STYLED = ["fill", "fill-opacity", "stroke", "stroke-width"] as const;
const SCALE = 2;

async function drawnSvg(svg: SVGSVGElement): Promise<Drawn> {
  const { width, height } = svg.getBoundingClientRect();
  const copy = svg.cloneNode(true) as SVGSVGElement;
  const shapes = copy.querySelectorAll("path");
  svg.querySelectorAll("path").forEach((shape, i) => {
    const style = getComputedStyle(shape);
    for (const name of STYLED) shapes[i]?.setAttribute(name, style.getPropertyValue(name));
  });
  copy.setAttribute("xmlns", "http://www.w3.org/2000/svg");
  copy.setAttribute("width", String(width * SCALE));
  copy.setAttribute("height", String(height * SCALE));
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(copy))}`;
  await image.decode();
  return { image, width, height, scale: SCALE };
}
