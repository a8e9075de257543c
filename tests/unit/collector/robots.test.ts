import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";
import { parseRobotList, RobotListError } from "@/lib/collector/robot-list";
import { Robots } from "@/lib/collector/robots";

const CHROME =
  "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";

test.each([
  [CHROME, "reader"],
  [
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.1 Mobile/15E148 Safari/604.1",
    "reader",
  ],
  ["Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)", "crawler"],
  ["Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; bingbot/2.0)", "crawler"],
  ["curl/8.5.0", "crawler"],
  ["python-requests/2.32.3", "crawler"],
  [`${CHROME.replace("Chrome", "HeadlessChrome")}`, "crawler"],
  ["Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; GPTBot/1.2; +https://openai.com/gptbot)", "agent"],
  ["Mozilla/5.0 AppleWebKit/537.36 (KHTML, like Gecko; compatible; ClaudeBot/1.0; +claudebot@anthropic.com)", "agent"],
  [`${CHROME}; ChatGPT-User/1.0`, "agent"],
  ["Perplexity-User/1.0", "agent"],
  ["", "crawler"],
  ["-", "crawler"],
  [undefined, "crawler"],
])("%s is a %s", (userAgent, lane) => {
  const robots = new Robots();
  expect(robots.placementOf(userAgent).lane).toBe(lane);
  expect(robots.placementOf(userAgent).lane).toBe(lane);
});

describe("loaded lists", () => {
  test("COUNTER's form: patterns, matched anywhere without regard to case", () => {
    const list = parseRobotList('[{"pattern":"^harvest(er)?$"},{"pattern":"gather\\\\d"}]');
    const robots = new Robots([list]);
    expect(robots.placementOf("HARVESTER")).toEqual({ lane: "crawler", reason: "loaded_list" });
    expect(robots.placementOf(`${CHROME} gather7`)).toEqual({ lane: "crawler", reason: "loaded_list" });
    expect(robots.placementOf(`${CHROME} harvest`).lane).toBe("reader");
  });

  test("ai.robots.txt's form: names, matched as whole words", () => {
    const robots = new Robots([parseRobotList('{"Code":{"operator":"x"},"Some.Tool":{}}')]);
    expect(robots.placementOf(`${CHROME} Code/1.0`)).toEqual({ lane: "agent", reason: "loaded_list" });
    expect(robots.placementOf(`${CHROME} VSCodeReader/1.0`).lane).toBe("reader");
    expect(robots.placementOf(`${CHROME} SomexTool`).lane).toBe("reader");
  });

  test.each([
    ["{", "is not JSON"],
    ["7", "is neither"],
    ["{}", "names no agent"],
    ['[{"pattern":"("}]', "entry 0"],
    ['[{"pattern":"a"},{}]', "entry 1 has no pattern"],
  ])("refuses %s", (source, message) => {
    expect(() => parseRobotList(source)).toThrow(RobotListError);
    expect(() => parseRobotList(source)).toThrow(message);
  });

  const official = path.resolve(import.meta.dirname, "../../../../shared/data/robots");
  test.skipIf(!existsSync(official))("the official lists, when they are at hand", () => {
    const lists = ["counter_bots.json", "ai_robots.json"].map((file) =>
      parseRobotList(readFileSync(path.join(official, file), "utf8")),
    );
    expect(lists.map(({ lane, patterns }) => [lane, patterns.length])).toEqual([
      ["crawler", 327],
      ["agent", 158],
    ]);
    const robots = new Robots(lists);
    expect(robots.placementOf(CHROME).lane).toBe("reader");
    expect(robots.placementOf("facebookexternalhit/1.1").lane).not.toBe("reader");
  });
});
