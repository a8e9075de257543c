import { isbot } from "isbot";
import type { Lane } from "@/lib/counter/attributes";

/** Why an access stands in its lane. The codes are what the database keeps. */
export const LANE_REASON_CODES = {
  reader: "r",
  approved_tdm: "t",
  no_user_agent: "e",
  declared_ai: "d",
  loaded_list: "l",
  isbot: "b",
  /** The request said itself that a program sends it. */
  automation: "h",
  /** By behaviour, found when the day is looked at (lib/counting/placement.ts). */
  too_fast: "m",
  too_many: "n",
  /** By a pattern of the article's journal, found at the same time. */
  journal_list: "j",
  /** An editor took it out of an article's figures (lib/integrity). */
  excluded: "x",
} as const;
export type LaneReason = keyof typeof LANE_REASON_CODES;

export interface Placement {
  readonly lane: Lane;
  readonly reason: LaneReason;
}

/** A list an operator loaded: patterns are matched without regard to case. */
export interface RobotList {
  readonly name: string;
  readonly lane: Lane;
  readonly patterns: readonly string[];
}

const READER: Placement = { lane: "reader", reason: "reader" };

/** Names that AI tools and their crawlers declare, each matched as a whole word. COUNTER R5.1.1 excludes them, whatever their purpose. */
export const DECLARED_AI: readonly string[] = [
  "AI2Bot",
  "Amazonbot",
  "anthropic-ai",
  "Applebot-Extended",
  "Bytespider",
  "CCBot",
  "ChatGPT-User",
  "Claude-SearchBot",
  "Claude-User",
  "Claude-Web",
  "ClaudeBot",
  "cohere-ai",
  "cohere-training-data-crawler",
  "DeepSeekBot",
  "Diffbot",
  "DuckAssistBot",
  "FacebookBot",
  "Google-CloudVertexBot",
  "Google-Extended",
  "GoogleOther",
  "GPTBot",
  "meta-externalagent",
  "meta-externalfetcher",
  "MistralAI-User",
  "OAI-SearchBot",
  "omgili",
  "PanguBot",
  "Perplexity-User",
  "PerplexityBot",
  "PetalBot",
  "Timpibot",
  "YouBot",
];

const REMEMBERED = 20_000;
/** No browser's name is longer; a longer one is judged by its beginning and not remembered. */
const LONGEST = 500;

/**
 * Places a user agent in its lane. COUNTER R5.1 §7.8 with 5.1.1: an empty name, the declared AI tools, whatever lists are
 * loaded, and isbot. Answers are remembered for the commonest 20,000 names, so a repeat costs a map look-up.
 */
export class Robots {
  #remembered = new Map<string, Placement>();
  readonly #lists: { list: RobotList; pattern: RegExp }[];

  constructor(lists: readonly RobotList[] = []) {
    this.#lists = lists
      .filter(({ patterns }) => patterns.length > 0)
      .map((list) => ({ list, pattern: new RegExp(list.patterns.map((p) => `(?:${p})`).join("|"), "i") }));
  }

  /** The loaded list that names a user agent, and by which of its patterns. */
  listing(userAgent: string): { list: string; pattern: string } | undefined {
    for (const { list } of this.#lists) {
      const pattern = list.patterns.find((one) => new RegExp(one, "i").test(userAgent));
      if (pattern !== undefined) return { list: list.name, pattern };
    }
    return undefined;
  }

  placementOf(userAgent: string | undefined): Placement {
    const name = userAgent?.trim() ?? "";
    if (name.length > LONGEST) return this.#place(name.slice(0, 2 * LONGEST));
    const known = this.#remembered.get(name);
    if (known) return known;
    const placement = this.#place(name);
    if (this.#remembered.size >= REMEMBERED) {
      const oldest = this.#remembered.keys().next();
      if (!oldest.done) this.#remembered.delete(oldest.value);
    }
    this.#remembered.set(name, placement);
    return placement;
  }

  #place(name: string): Placement {
    if (name.length < 2) return { lane: "crawler", reason: "no_user_agent" };
    if (AI_NAMES.test(name)) return { lane: "agent", reason: "declared_ai" };
    const listed = this.#lists.find(({ pattern }) => pattern.test(name));
    if (listed) return { lane: listed.list.lane, reason: "loaded_list" };
    return isbot(name) ? { lane: "crawler", reason: "isbot" } : READER;
  }
}

const AI_NAMES = wholeWords(DECLARED_AI);

/** One pattern for many names, none of them matched inside a longer word. */
export function wholeWords(names: readonly string[]): RegExp {
  const escaped = names.map((name) => name.replace(/[.*+?^${}()|[\]\\]/g, "\\$&"));
  return new RegExp(`(?<![A-Za-z0-9])(?:${escaped.join("|")})(?![A-Za-z0-9])`, "i");
}
