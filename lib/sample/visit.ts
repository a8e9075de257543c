import type { Access, Exchange } from "@/lib/collector/access";
import type { Action } from "@/lib/counter/action";
import { referrerOf } from "./places";
import type { Random } from "./random";
import type { Sender } from "./readers";

export interface SimulatedRequest {
  readonly exchange: Exchange;
  readonly access: Access;
}

type Article = Pick<Access, "articleId" | "accessType" | "year">;

const BEACON: Exchange = { method: "POST", status: 200 };
const FILE: Exchange = { method: "GET", status: 200 };

/** What one reader does with one article, beginning at an instant: the requests in the order they are sent. */
export function readerVisit(random: Random, article: Article, sender: Sender, start: number): SimulatedRequest[] {
  const requests: SimulatedRequest[] = [];
  let at = start;
  const wait = (low: number, high: number) => {
    at += Math.round(random.between(low, high) * 1000);
  };
  // What led here is said by the first request alone: the others come from pages of our own.
  const send = (action: Action, exchange: Exchange) => {
    const referrer = requests.length === 0 ? referrerOf(start) : undefined;
    const { access, ...rest } = request(article, sender, action, exchange, at);
    requests.push({ ...rest, access: referrer === undefined ? access : { ...access, referrer } });
  };
  const open = (action: "abstract" | "fulltext") => {
    send(action, BEACON);
    if (random.chance(0.06)) {
      wait(1, 12);
      send(action, BEACON);
    }
  };
  const download = () => {
    if (random.chance(0.04)) send("pdf", { ...FILE, method: "HEAD" });
    if (random.chance(0.3)) {
      // A viewer that asks in ranges: the first holds the beginning, the others follow within seconds.
      send("pdf", { method: "GET", status: 206, range: "bytes=0-65535" });
      for (let ranges = 1 + random.below(4); ranges > 0; ranges -= 1) {
        wait(0.1, 2);
        send("pdf", { method: "GET", status: 206, range: `bytes=${65_536 * ranges}-` });
      }
    } else {
      send("pdf", random.chance(0.05) ? { ...FILE, status: 304 } : FILE);
    }
    if (random.chance(0.08)) {
      wait(0.4, 20);
      send("pdf", FILE);
    }
  };
  if (random.chance(0.04)) send("abstract", { ...BEACON, purpose: "prefetch" });
  if (random.chance(0.22)) {
    // Straight from a search engine to the file.
    download();
  } else {
    open("abstract");
    if (random.chance(0.42)) {
      wait(5, 90);
      open("fulltext");
    }
    if (random.chance(0.36)) {
      wait(8, 200);
      download();
    }
  }
  if (random.chance(0.05)) {
    wait(300, 3_600);
    download();
  }
  if (random.chance(0.01)) send("pdf", { ...FILE, status: 404 });
  return requests;
}

/** What a robot does: it fetches, mostly the file, and runs no scripts unless it renders pages. */
export function robotVisit(random: Random, article: Article, sender: Sender, start: number): SimulatedRequest[] {
  const action: Action = random.chance(0.55) ? "pdf" : random.chance(0.7) ? "abstract" : "fulltext";
  return [request(article, sender, action, action === "pdf" ? FILE : BEACON, start)];
}

const request = (
  article: Article,
  { address, userAgent }: Sender,
  action: Action,
  exchange: Exchange,
  at: number,
): SimulatedRequest => ({
  exchange,
  access: { at: new Date(at), ...article, action, address, userAgent, accessMethod: "Regular" },
});
