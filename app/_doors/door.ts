import { clientAddress } from "@/lib/collector/client-address";
import type { DoorAnswer, DoorRequest } from "@/lib/collector/door";
import { readEnv } from "@/lib/env";

/** A Web request as the collector's doors take it. A host that runs Next alone says the reader's address in X-Forwarded-For. */
export function doorRequest(request: Request): DoorRequest {
  const { pathname, search } = new URL(request.url);
  const header = (name: string) => request.headers.get(name) ?? undefined;
  const forwarded = header("x-forwarded-for");
  return {
    method: request.method,
    url: pathname + search,
    header,
    address: clientAddress(undefined, forwarded, Math.max(1, readEnv().TRUSTED_PROXIES)),
    body: request.body ?? nothing(),
  };
}

export function doorResponse({ status, headers, body }: DoorAnswer): Response {
  const empty = status === 204 || status === 304;
  return new Response(empty ? null : typeof body === "string" ? body : new Uint8Array(body), { status, headers });
}

async function* nothing(): AsyncGenerator<Uint8Array> {}
