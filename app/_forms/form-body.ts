import { storable } from "@/lib/db/storable";

/** A thousand characters of any script, each nine bytes as a form has them, and some more. */
const LONGEST_FORM = 16_384;

/** The fields of a plain form, fit to be kept; none of what is no form, undefined of one that is longer than any of ours. */
export async function boundedForm(request: Request, longest = LONGEST_FORM): Promise<URLSearchParams | undefined> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body && request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded"))
    for await (const chunk of request.body) {
      length += chunk.length;
      if (length > longest) return undefined;
      chunks.push(chunk);
    }
  const sent = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  return new URLSearchParams([...sent].map((pair) => pair.map(storable)));
}

/** The fields of a plain form; of one that is longer than any of ours, or no form, none. */
export const formBody = async (request: Request, longest?: number): Promise<URLSearchParams> =>
  (await boundedForm(request, longest)) ?? new URLSearchParams();
