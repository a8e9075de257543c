import { absentSvg, badgeSvg } from "@/app/_elsewhere/badge-svg";
import { BADGE_MEASURES, figureWords, isBadgeMeasure } from "@/app/_elsewhere/figure-words";
import { absentAnswer, keptAnswer } from "@/app/_elsewhere/kept-answer";
import { askedTheme, shownElsewhere, wholeUsage } from "@/app/_elsewhere/shown-elsewhere";
import { dayWords, instantWords, shortDayWords } from "@/lib/usage/words";

const TYPE = "image/svg+xml; charset=utf-8";
/** Without the seconds, which would make another picture of it each time. */
const minuteWords = (iso: string | null): string =>
  iso === null ? "" : instantWords(iso).replace(/:\d\d UTC$/, " UTC");
const KNOWN = ["theme", "measure"];

/**
 * GET /badge/{doi}.svg?theme=light|dark&measure=views|reads|downloads: an article's figure as a picture. 404 where there is none or the
 * journal does not let other sites show it, 400 for what is not understood; each with a picture that says so. Asking for it counts nothing.
 */
export async function GET(request: Request, { params }: RouteContext<"/badge/[...doi]">): Promise<Response> {
  const { doi } = await params;
  const search = new URL(request.url).searchParams;
  const theme = askedTheme(search);
  const measure = search.get("measure") ?? "views";
  const strange = [...new Set(search.keys())].find((name) => !KNOWN.includes(name) || search.getAll(name).length > 1);
  if (strange !== undefined) return absentAnswer(400, absentSvg("Badge: not understood"), TYPE);
  if (theme === "wrong") return absentAnswer(400, absentSvg("theme: light or dark"), TYPE);
  if (!isBadgeMeasure(measure))
    return absentAnswer(400, absentSvg(`measure: ${Object.keys(BADGE_MEASURES).join(", ")}`), TYPE);
  const steps = doi.with(-1, (doi.at(-1) ?? "").replace(/\.svg$/, ""));
  const shown = doi.at(-1)?.endsWith(".svg") ? await shownElsewhere(steps, "badges") : undefined;
  if (!shown) return absentAnswer(404, absentSvg("No badge here"), TYPE);
  const { article, settings } = shown;
  const usage = await wholeUsage(article.id, new Date());
  const { short, exact } = figureWords(usage.totals, measure);
  const { sample } = article.journal;
  const through = usage.countedThrough?.slice(0, 10);
  const label = sample ? "Simulated" : "Usage";
  const svg = badgeSvg({
    fields: [label, short, through === undefined ? "not counted yet" : `to ${shortDayWords(through)}`],
    title: `${sample ? "Simulated: " : ""}${exact}${through === undefined ? "" : `, counted through ${minuteWords(usage.countedThrough)}`}`,
    description: `Usage of “${article.title}” (https://doi.org/${article.doi}), counted by COUNTER R5.1${usage.recordedSince === null ? "" : ` since ${dayWords(usage.recordedSince)}`}.`,
    accent: { light: settings.accentLight, dark: settings.accentDark },
    theme,
  });
  // A picture that is opened by itself runs nothing and asks for nothing.
  const headers = { "content-security-policy": "default-src 'none'; style-src 'unsafe-inline'" };
  return keptAnswer(request, { body: svg, type: TYPE, headers });
}
