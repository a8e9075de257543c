import { storable } from "@/lib/db/storable";

const LONGEST_FORM = 8_192;

/** The fields of a plain form, fit to be kept; of one that is longer than any of ours, or no form, none. */
export async function formBody(request: Request, longest = LONGEST_FORM): Promise<URLSearchParams> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  if (request.body && request.headers.get("content-type")?.startsWith("application/x-www-form-urlencoded"))
    for await (const chunk of request.body) {
      length += chunk.length;
      if (length > longest) return new URLSearchParams();
      chunks.push(chunk);
    }
  const sent = new URLSearchParams(Buffer.concat(chunks).toString("utf8"));
  return new URLSearchParams([...sent].map((pair) => pair.map(storable)));
}
