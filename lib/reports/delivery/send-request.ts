import type { LookupAddress } from "node:dns";
import { type ClientRequest, request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import type { LookupFunction } from "node:net";
import { pipeline } from "node:stream/promises";

/** Of an answer so much is read; nobody needs more. */
const READ_BYTES = 4_096;

export interface Sendable {
  method: "POST" | "PUT" | "HEAD";
  url: URL;
  headers: Record<string, string>;
  body?: string | AsyncIterable<Uint8Array>;
  /** Where its host is, when that was looked up and checked: no name is asked for again. */
  addresses?: readonly LookupAddress[];
  /** Without a sign of life for so long it is given up. */
  quietMs: number;
  /** However slowly it trickles, nothing is waited for longer than this. */
  longestMs: number;
}

export interface Answer {
  status: number;
  /** "404 Not Found" */
  words: string;
  headers: IncomingMessage["headers"];
  /** The beginning of its body. */
  text: string;
}

/** Sends one request and gives the answer, whatever it is; redirects are answers. Throws when there is none. */
export async function sendRequest(sendable: Sendable): Promise<Answer> {
  const { url, method, headers, body, addresses, quietMs, longestMs } = sendable;
  const send = url.protocol === "https:" ? httpsRequest : httpRequest;
  const deadline = AbortSignal.timeout(longestMs);
  const request = send(url, {
    ...{ method, headers, agent: false, timeout: quietMs, signal: deadline },
    ...(addresses ? { lookup: knownAs(addresses) } : {}),
  });
  request.on("timeout", () => request.destroy(new Error("there was no answer in time")));
  const answered = answerOf(request);
  // An answer that comes before all is sent, as a refusal does, is the answer; a broken body is why there is none.
  const sent = written(request, body).catch((fault: unknown) => {
    request.destroy(fault instanceof Error ? fault : new Error(String(fault)));
  });
  try {
    return await answered;
  } catch (fault) {
    if (deadline.aborted) throw new Error("it took too long");
    throw fault;
  } finally {
    request.destroy();
    await sent;
  }
}

async function written(request: ClientRequest, body: Sendable["body"]): Promise<void> {
  if (typeof body === "object") await pipeline(body, request);
  else request.end(body);
}

const answerOf = (request: ClientRequest): Promise<Answer> =>
  new Promise((resolve, reject) => {
    request.once("error", reject);
    request.once("response", async (response) => {
      let text = "";
      try {
        for await (const piece of response as AsyncIterable<Buffer>) {
          text += piece.toString("utf8");
          if (text.length > READ_BYTES) break;
        }
      } catch {
        // What it said before it broke off is said: the status.
      }
      const { statusCode: status = 0, statusMessage = "", headers } = response;
      resolve({ status, words: `${status} ${statusMessage}`.trim(), headers, text: text.slice(0, READ_BYTES) });
    });
  });

/** Connects to addresses that are known in place of asking for a name. */
const knownAs = (addresses: readonly LookupAddress[]): LookupFunction =>
  ((_host, options, callback) => {
    const [first] = addresses;
    if (options.all) callback(null, [...addresses]);
    else callback(null, first?.address ?? "", first?.family ?? 4);
  }) as LookupFunction;
