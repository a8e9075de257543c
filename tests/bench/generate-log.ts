import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { ARTICLES } from "./filled";

const AGENTS = [
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Safari/605.1.15",
  "Mozilla/5.0 (X11; Linux x86_64; rv:143.0) Gecko/20100101 Firefox/143.0",
  "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)",
  "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1",
];
const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** What a generated log holds, so that an import can be held against it. */
export interface LogTruth {
  lines: number;
  recorded: number;
  notArticle: number;
  status: number;
  method: number;
  unknownArticle: number;
  rejected: number;
  bytes: number;
}

/** A month of a publisher's log in the combined format: articles, assets, errors, robots, garbage. */
export async function generateLog(file: string, lines: number): Promise<LogTruth> {
  const truth: LogTruth = {
    lines: 0,
    recorded: 0,
    notArticle: 0,
    status: 0,
    method: 0,
    unknownArticle: 0,
    rejected: 0,
    bytes: 0,
  };
  let state = 302;
  const random = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  const out = createWriteStream(file, { highWaterMark: 1 << 20 });
  const began = Date.UTC(2026, 8, 1);
  const step = (30 * 86_400_000) / lines;
  let chunk = "";
  for (let n = 0; n < lines; n += 1) {
    const at = new Date(began + n * step);
    const stamp = `${String(at.getUTCDate()).padStart(2, "0")}/${MONTHS[at.getUTCMonth()]}/${at.getUTCFullYear()}:${at.toISOString().slice(11, 19)} +0000`;
    const reader = Math.floor(random() * 200_000);
    const address = `10.${reader >> 16}.${(reader >> 8) & 255}.${reader & 255}`;
    const article = 1 + Math.floor(ARTICLES * random() ** 3);
    const kind = random();
    let request = `GET /plosone/article?id=10.5555/bench.${article} HTTP/1.1`;
    let status = 200;
    truth.lines += 1;
    if (kind < 0.25) request = `GET /plosone/article/file?id=10.5555/bench.${article}&type=printable HTTP/1.1`;
    else if (kind > 0.98) request = `GET /plosone/article?id=10.5555/nowhere.${article} HTTP/1.1`;
    else if (kind > 0.96) request = `HEAD /plosone/article?id=10.5555/bench.${article} HTTP/1.1`;
    else if (kind > 0.93) status = 404;
    else if (kind > 0.55) request = `GET /resource/css/site-${article % 50}.css HTTP/1.1`;
    if (kind > 0.9999) {
      chunk += "\u0016\u0003\u0001 garbage of a handshake\n";
      truth.rejected += 1;
    } else {
      chunk += `${address} - - [${stamp}] "${request}" ${status} ${20_000 + article} "https://www.google.com/" "${AGENTS[reader % AGENTS.length]}"\n`;
      if (kind > 0.98) truth.unknownArticle += 1;
      else if (kind > 0.96) truth.method += 1;
      else if (kind > 0.93) truth.status += 1;
      else if (kind > 0.55) truth.notArticle += 1;
      else truth.recorded += 1;
    }
    if (chunk.length > 1 << 18) {
      truth.bytes += chunk.length;
      if (!out.write(chunk, "latin1")) await once(out, "drain");
      chunk = "";
    }
  }
  truth.bytes += chunk.length;
  out.end(chunk, "latin1");
  await once(out, "finish");
  return truth;
}
