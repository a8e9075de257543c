import type { DoorAnswer, DoorRequest } from "./door";
import { tallyBody } from "./dropped-records";
import type { Recorder } from "./recorder";
import { usageDoor } from "./usage-door";

/** The smallest transparent GIF. */
const PIXEL = Buffer.from("R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7", "base64");

/**
 * GET /api/usage/pixel.gif?doi=…&action=abstract, for readers without scripts: recorded by the same code as a POST.
 * A picture is answered whatever happened, as a broken one would be seen; the status and headers say what was done.
 */
export async function pixelDoor(recorder: Recorder, request: DoorRequest, now = new Date()): Promise<DoorAnswer> {
  const picture = { "content-type": "image/gif", "cache-control": "no-store", "content-length": String(PIXEL.length) };
  const { searchParams } = new URL(request.url, "http://site.invalid");
  const record = Buffer.from(JSON.stringify(Object.fromEntries(searchParams)));
  const posted: DoorRequest = {
    ...request,
    method: "POST",
    body: (async function* () {
      yield record;
    })(),
  };
  if (request.method !== "GET") {
    await tallyBody(recorder, posted, "method", now);
    return { status: 200, headers: { ...picture, "usage-dropped": "method" }, body: PIXEL };
  }
  const { status, headers } = await usageDoor(recorder, posted, now);
  const { "usage-dropped": dropped, "usage-lane": lane, "retry-after": retryAfter } = headers;
  return {
    status: status === 202 ? 200 : status,
    headers: {
      ...picture,
      ...(dropped === undefined ? {} : { "usage-dropped": dropped }),
      ...(lane === undefined ? {} : { "usage-lane": lane }),
      ...(retryAfter === undefined ? {} : { "retry-after": retryAfter }),
    },
    body: PIXEL,
  };
}
