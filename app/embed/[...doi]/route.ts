import { absentHtml, embedHtml } from "@/app/_elsewhere/embed-html";
import { absentAnswer, keptAnswer } from "@/app/_elsewhere/kept-answer";
import { askedTheme, shownElsewhere, wholeUsage } from "@/app/_elsewhere/shown-elsewhere";
import { readEnv, siteUrl } from "@/lib/env";

const TYPE = "text/html; charset=utf-8";
/** Frames of any site may hold it; it may itself hold nothing and run nothing. */
const HEADERS = {
  "content-security-policy":
    "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors *; base-uri 'none'; form-action 'none'",
  "x-robots-tag": "noindex",
};

/** GET /embed/{doi}?theme=light|dark: an article's chart and table for a frame, where its journal lets other sites show it. Counts nothing. */
export async function GET(request: Request, { params }: RouteContext<"/embed/[...doi]">): Promise<Response> {
  const search = new URL(request.url).searchParams;
  const theme = askedTheme(search);
  if (theme === "wrong" || [...search.keys()].some((name) => name !== "theme"))
    return absentAnswer(400, absentHtml("The address is not understood: theme may be light or dark."), TYPE, HEADERS);
  const shown = await shownElsewhere((await params).doi, "embeds");
  if (!shown) return absentAnswer(404, absentHtml("No figures are shown here."), TYPE, HEADERS);
  const { article, settings } = shown;
  const usage = await wholeUsage(article.id, new Date());
  const body = embedHtml({ site: siteUrl(readEnv()), article, settings, usage, theme });
  return keptAnswer(request, { body, type: TYPE, headers: HEADERS });
}
