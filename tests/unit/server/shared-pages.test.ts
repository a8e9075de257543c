import { createServer, get, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, describe, expect, test } from "vitest";
import { sendPage } from "@/lib/server/shared-pages/send-page";
import type { PageAnswer, SharedPage } from "@/lib/server/shared-pages/shared-page";
import { OLDEST_MS, SharedPages } from "@/lib/server/shared-pages/shared-pages";

const answer = (text: string, over: Partial<PageAnswer> = {}): PageAnswer => ({
  status: 200,
  headers: { "content-type": "text/html; charset=utf-8", "cache-control": "private, no-store", vary: "rsc, accept" },
  body: bodyOf(text),
  ...over,
});

async function* bodyOf(...chunks: string[]): AsyncGenerator<Buffer> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

/** Pages that say how often they were rendered, on a clock that stands until it is moved. */
function pages(render = (n: number): PageAnswer | Promise<PageAnswer> => answer(`rendering ${n}`), keptBytes?: number) {
  const state = { now: 0, rendered: 0 };
  const shared = new SharedPages({
    ask: async () => {
      state.rendered += 1;
      return render(state.rendered);
    },
    now: () => state.now,
    ...(keptBytes === undefined ? {} : { keptBytes }),
  });
  const at = (path: string): SharedPage => {
    const page = shared.at(path);
    if (!page) throw new Error("it is not shared");
    return page;
  };
  const read = async (path = "/"): Promise<string> => textOf(at(path));
  return { state, shared, at, read };
}

async function textOf(page: SharedPage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of page.chunks()) chunks.push(chunk);
  await page.ended;
  return Buffer.concat(chunks).toString();
}

describe("pages for everybody", () => {
  test("all who ask while a page is rendered get that one rendering, whole", async () => {
    let go = (): void => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    async function* slow() {
      yield Buffer.from("begun, ");
      await gate;
      yield Buffer.from("done");
    }
    const { state, at } = pages(() => answer("", { body: slow() }));
    const early = [at("/"), at("/"), at("/")].map(textOf);
    await Promise.resolve();
    const late = textOf(at("/"));
    go();
    expect(await Promise.all([...early, late])).toEqual(Array(4).fill("begun, done"));
    expect(state.rendered).toBe(1);
  });

  test("no page is older than the limit, however often it is asked for", async () => {
    const { state, read } = pages((n) => answer(`as of ${state.now} (${n})`));
    for (; state.now < 60_000; state.now += 500) {
      const [, asOf] = /as of (\d+)/.exec(await read()) ?? [];
      expect(state.now - Number(asOf)).toBeLessThan(OLDEST_MS);
      await new Promise(setImmediate);
    }
    // Once every three seconds and not once a request.
    expect(state.rendered).toBeLessThan(25);
    expect(OLDEST_MS).toBeLessThan(9_000);
  });

  test("a rendering that takes long is not joined when it has become old, and does not replace a newer one", async () => {
    const gates: (() => void)[] = [];
    const { state, at, read } = pages(async (n) => {
      await new Promise<void>((resolve) => gates.push(resolve));
      return answer(`rendering ${n}`);
    });
    const first = at("/");
    state.now = OLDEST_MS;
    const second = at("/");
    expect(second).not.toBe(first);
    await new Promise(setImmediate);
    gates[1]?.();
    await second.ended;
    gates[0]?.();
    await first.ended;
    expect(await read()).toBe("rendering 2");
  });

  test.each<[string, () => Partial<PageAnswer>]>([
    ["an error", () => ({ status: 500 })],
    ["what is not there", () => ({ status: 404 })],
    ["a redirect", () => ({ status: 307 })],
    ["a cookie", () => ({ headers: { "set-cookie": ["session=1"] } })],
    ["what depends on who asks", () => ({ headers: { vary: "cookie" } })],
    ["what depends on anything", () => ({ headers: { vary: "*" } })],
    ["a notice that figures cannot be read", () => ({ body: bodyOf('<div role="status" data-fa', 'ult="">') })],
    ["a part that failed on its way", () => ({ body: bodyOf('<template data-dgst="123"></template>') })],
    ["more than is kept of one page", () => ({ body: bodyOf("x".repeat(3 * 2 ** 20)) })],
  ])("%s is not kept", async (_, over) => {
    const { state, shared, at } = pages(() => answer("", over()));
    await at("/").ended;
    await at("/").ended;
    expect(state.rendered).toBe(2);
    expect(shared.bytes).toBe(0);
  });

  test("when the pages are away what is kept is sent until it is too old, and the failure is nobody's later", async () => {
    const { state, at, read } = pages((n) => {
      if (n === 2 || n === 3) throw new Error("away");
      return answer(`rendering ${n}`);
    });
    expect(await read()).toBe("rendering 1");
    await new Promise(setImmediate);
    state.now = 4_000;
    expect(await read()).toBe("rendering 1");
    await new Promise(setImmediate);
    expect(state.rendered).toBe(2);
    state.now = OLDEST_MS;
    await expect(at("/").head).rejects.toThrow("away");
    await new Promise(setImmediate);
    expect(await read()).toBe("rendering 4");
  });

  test("what is kept is bounded, and old pages make room first", async () => {
    const most = 200_000;
    const { state, shared, read } = pages(() => answer("x".repeat(20_000)), most);
    for (let n = 0; n < 200; n += 1) {
      await read(`/${n}`);
      await new Promise(setImmediate);
      expect(shared.bytes).toBeLessThanOrEqual(most);
    }
    const before = state.rendered;
    await read("/199");
    expect(state.rendered).toBe(before);
    state.now += OLDEST_MS;
    await read("/new");
    await new Promise(setImmediate);
    expect(shared.bytes).toBeLessThan(40_000);
  });

  test("a file of the build is asked for once", async () => {
    let rendered = 0;
    let now = 0;
    const shared = new SharedPages({
      ask: async () => {
        rendered += 1;
        return answer("file");
      },
      now: () => now,
      lasting: true,
    });
    for (; now < 1e9; now += 1e8) {
      await shared.at("/a.js")?.ended;
      await new Promise(setImmediate);
    }
    expect(rendered).toBe(1);
  });

  test("more than so many on their way are not shared", () => {
    const { shared } = pages(() => new Promise<PageAnswer>(() => {}));
    const got = Array.from({ length: 100 }, (_, n) => shared.at(`/${n}`));
    expect(got.filter((page) => page !== undefined)).toHaveLength(64);
  });
});

describe("sent to a reader", () => {
  let server: Server | undefined;
  afterEach(() => server?.close());

  async function serving(shared: SharedPages): Promise<string> {
    const made = createServer((request, response) => {
      const page = shared.at(request.url ?? "/");
      if (page) void sendPage(page, request, response).catch(() => response.writeHead(503).end());
    });
    server = made;
    await new Promise<void>((resolve) => made.listen(0, "127.0.0.1", resolve));
    return `http://127.0.0.1:${(made.address() as AddressInfo).port}`;
  }

  /** As a browser asks: `fetch` adds to a condition that nothing kept is wanted. */
  const statusOf = (site: string, headers: Record<string, string>) =>
    new Promise<number | undefined>((resolve) => {
      get(site, { headers }, (response) => resolve(response.resume().statusCode));
    });

  test("whole, with a validator, in the encoding asked for, and not again to who has it", async () => {
    const { shared, state } = pages();
    const site = await serving(shared);
    const first = await fetch(site, { headers: { "accept-encoding": "gzip" } });
    expect(await first.text()).toBe("rendering 1");
    expect(Object.fromEntries(first.headers)).toMatchObject({
      "cache-control": "no-cache",
      "content-encoding": "gzip",
      vary: "rsc, Accept, Accept-Encoding",
    });
    const etag = first.headers.get("etag") ?? "";
    expect(await statusOf(site, { "if-none-match": etag })).toBe(304);
    expect(await statusOf(site, { "if-none-match": '"other"' })).toBe(200);
    const plain = await fetch(site, { headers: { "accept-encoding": "identity" } });
    expect([plain.status, plain.headers.get("content-encoding"), await plain.text()]).toEqual([
      200,
      null,
      "rendering 1",
    ]);
    const best = await fetch(site, { headers: { "accept-encoding": "gzip, deflate, br, zstd" } });
    expect([best.headers.get("content-encoding"), await best.text()]).toEqual(["br", "rendering 1"]);
    const head = await fetch(site, { method: "HEAD", headers: { "accept-encoding": "identity" } });
    expect([head.headers.get("content-length"), await head.text()]).toEqual(["11", ""]);
    expect(state.rendered).toBe(1);
  });

  test("a file of the build keeps its own word of how long it may be kept", async () => {
    const lasting = "public, max-age=31536000, immutable";
    const { shared } = pages(() => answer("x", { headers: { "cache-control": lasting, "content-type": "text/css" } }));
    const response = await fetch(await serving(shared));
    expect([response.headers.get("cache-control"), response.headers.get("vary")]).toEqual([lasting, "Accept-Encoding"]);
  });

  test("a page with a fault goes out as the pages sent it, and without a validator", async () => {
    const { shared } = pages(() => answer("", { status: 404, body: bodyOf("nothing here") }));
    const response = await fetch(await serving(shared));
    expect([response.status, await response.text()]).toEqual([404, "nothing here"]);
    expect([response.headers.get("etag"), response.headers.get("cache-control")]).toEqual([null, "private, no-store"]);
  });

  test("a page whose figures are late begins before they are there", async () => {
    let go = (): void => {};
    const gate = new Promise<void>((resolve) => {
      go = resolve;
    });
    async function* late() {
      yield Buffer.from("the article, ");
      await gate;
      yield Buffer.from("its figures");
    }
    const { shared } = pages(() => answer("", { body: late() }));
    const response = await fetch(await serving(shared));
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    expect((await reader?.read())?.value).toBe("the article, ");
    go();
    expect((await reader?.read())?.value).toBe("its figures");
  });

  test("when the pages do not answer, nothing is sent", async () => {
    const { shared } = pages(() => Promise.reject(new Error("away")));
    expect((await fetch(await serving(shared))).status).toBe(503);
  });
});
