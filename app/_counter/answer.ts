import { clientAddress } from "@/lib/collector/client-address";
import { RateLimit } from "@/lib/collector/rate-limit";
import { VisitorLimit } from "@/lib/collector/visitor-limit";
import { faultReason } from "@/lib/db/faults";
import { sharedDb } from "@/lib/db/shared";
import { readEnv } from "@/lib/env";
import { type CounterException, counterException, httpStatus, lowest } from "@/lib/reports/counter/exception";
import { type Access, access, type Credentials } from "@/lib/reports/counter/requestor";
import { noteUse } from "@/lib/reports/sql/requestors";

const HEADERS = { "content-type": "application/json; charset=utf-8", "cache-control": "no-store" };

export const jsonAnswer = (value: unknown): Response => new Response(JSON.stringify(value), { headers: HEADERS });

/** COUNTER R5.1 Appendix D: one bare Exception, with the status that is its code's. */
export const exceptionAnswer = (exception: CounterException, headers: Record<string, string> = {}): Response =>
  new Response(JSON.stringify(exception), { status: httpStatus(exception), headers: { ...HEADERS, ...headers } });

/** A path or method the API does not have. */
export const notThere = (): Response =>
  new Response("There is nothing here.\n", { status: 404, headers: { "content-type": "text/plain" } });

/** Requests a requestor may make a minute: a consortium that asks every three seconds makes twenty. */
const A_MINUTE = 120;
/** Refused requests of one network in an hour. */
const REFUSED_AN_HOUR = 600;
const kept = globalThis as { footfallCounterRates?: RateLimit; footfallCounterRefused?: VisitorLimit };

export const credentialsOf = (asked: URLSearchParams): Credentials => {
  const one = (name: string) => asked.get(name)?.trim() || undefined;
  return { customerId: one("customer_id"), requestorId: one("requestor_id"), apiKey: one("api_key") };
};

/**
 * Answers who may ask, and no one else. Who is refused is told of `faults`, those of what was asked, where they come first. Faults of ours are
 * told as COUNTER has them.
 */
export async function forRequestor(
  request: Request,
  act: (granted: Extract<Access, { kind: "granted" }>, asked: URLSearchParams) => Promise<Response>,
  {
    find = (credentials) => access(sharedDb(), credentials),
    faults = [],
  }: { find?: (credentials: Credentials) => Promise<Access>; faults?: readonly CounterException[] } = {},
): Promise<Response> {
  const asked = new URL(request.url).searchParams;
  try {
    const found = await find(credentialsOf(asked));
    if (found.kind === "refused") {
      kept.footfallCounterRefused ??= new VisitorLimit(REFUSED_AN_HOUR);
      const forwarded = request.headers.get("x-forwarded-for") ?? undefined;
      const address = clientAddress(undefined, forwarded, Math.max(1, readEnv().TRUSTED_PROXIES));
      if (found.exception.Code !== 1030 && !kept.footfallCounterRefused.take(address))
        return exceptionAnswer(counterException(1020, `${REFUSED_AN_HOUR} refused requests an hour`), {
          "retry-after": "3600",
        });
      return exceptionAnswer(lowest(found.exception, ...faults));
    }
    kept.footfallCounterRates ??= new RateLimit(A_MINUTE);
    const wait = kept.footfallCounterRates.take(found.requestor.id, 1);
    if (wait > 0)
      return exceptionAnswer(counterException(1020, `${A_MINUTE} requests a minute for a requestor`), {
        "retry-after": String(wait),
      });
    await noteUse(sharedDb(), found.requestor.id, new Date());
    return await act(found, asked);
  } catch (fault) {
    console.error(`COUNTER API: ${faultReason(fault)}`);
    return exceptionAnswer(counterException(1000), { "retry-after": "60" });
  }
}
