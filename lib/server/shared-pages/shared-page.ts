import { createHash } from "node:crypto";
import type { IncomingHttpHeaders } from "node:http";
import { promisify } from "node:util";
import { brotliCompress, constants, gzip } from "node:zlib";

/** What the pages answer. */
export interface PageAnswer {
  status: number;
  headers: IncomingHttpHeaders;
  body: AsyncIterable<Buffer>;
}

/** What a page may depend on and still be the same for everybody who gets it: `sharedPath` and the front see to each of these. */
const SEEN_TO = new Set([
  ...["accept", "accept-encoding", "rsc", "next-url"],
  ...["next-router-state-tree", "next-router-prefetch", "next-router-segment-prefetch"],
]);
/** Marks of a page that could not show all: our own notices (app/_frame/notice.tsx), and React's of a part that failed on its way. */
const FAULTS = ["data-fault", "data-dgst"];
/** Larger ones reach all who wait for them, and are not kept. */
const LARGEST = 2 * 2 ** 20;

export type Encoding = "br" | "gzip" | "identity";

/** One rendering of a page, for everybody who asks meanwhile, and afterwards when it may be kept. */
export class SharedPage {
  /** When it was asked for: what it says is no older. */
  readonly asked: number;
  readonly head: Promise<Omit<PageAnswer, "body">>;
  /** Resolves when it is whole or has failed. */
  readonly ended: Promise<void>;
  body: Buffer | undefined;
  /** Of a page that may be kept; others have none. */
  etag: string | undefined;
  #chunks: Buffer[] = [];
  #fault: unknown;
  #over = false;
  #waiting: (() => void)[] = [];
  readonly #encoded = new Map<Encoding, Promise<Buffer>>();

  readonly #lasting: boolean;

  constructor(answer: Promise<PageAnswer>, asked: number, lasting: boolean) {
    this.asked = asked;
    this.#lasting = lasting;
    this.head = answer.then(({ status, headers }) => ({ status, headers }));
    this.ended = this.#take(answer)
      .catch((fault) => {
        this.#fault = fault;
      })
      .then(() => {
        this.#over = true;
        this.#tell();
      });
  }

  async #take(answer: Promise<PageAnswer>): Promise<void> {
    const { status, headers, body } = await answer;
    const chunks = this.#chunks;
    for await (const chunk of body) {
      chunks.push(chunk);
      this.#tell();
    }
    const whole = Buffer.concat(chunks);
    this.body = whole;
    this.#chunks = [whole];
    if (mayBeKept(status, headers, whole))
      this.etag = `W/"${createHash("sha256").update(whole).digest("base64url").slice(0, 22)}"`;
  }

  #tell(): void {
    for (const go of this.#waiting.splice(0)) go();
  }

  /** Its bytes from the first on, as they come. Throws when the rest does not come. */
  async *chunks(): AsyncGenerator<Buffer> {
    const chunks = this.#chunks;
    for (let n = 0; ; ) {
      const chunk = chunks[n];
      if (chunk) {
        n += 1;
        yield chunk;
      } else if (this.#fault) throw this.#fault;
      else if (this.#over) return;
      else await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
  }

  /** The whole body in an encoding, made once for all. */
  encoded(whole: Buffer, encoding: Encoding): Promise<Buffer> {
    const made = this.#encoded.get(encoding) ?? encodedBody(whole, encoding, this.#lasting);
    this.#encoded.set(encoding, made);
    return made;
  }
}

/** What is kept for good is worth the half second that the smallest form of it takes. */
function encodedBody(whole: Buffer, encoding: Encoding, lasting: boolean): Promise<Buffer> {
  if (encoding === "gzip") return promisify(gzip)(whole);
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: lasting ? 11 : 5,
    [constants.BROTLI_PARAM_SIZE_HINT]: whole.length,
  };
  return encoding === "br" ? promisify(brotliCompress)(whole, { params }) : Promise.resolve(whole);
}

function mayBeKept(status: number, headers: IncomingHttpHeaders, body: Buffer): boolean {
  const varies = (headers.vary ?? "").toLowerCase().split(",");
  return (
    status === 200 &&
    headers["set-cookie"] === undefined &&
    headers["content-encoding"] === undefined &&
    varies.every((name) => name.trim() === "" || SEEN_TO.has(name.trim())) &&
    body.length <= LARGEST &&
    !FAULTS.some((mark) => body.includes(mark))
  );
}
