import path from "node:path";
import { AwsV4Signer } from "aws4fetch";
import type { BucketSettings } from "@/lib/env";
import { type Attempt, nameOfRun, type Sent } from "./attempt";
import { stepsOf } from "./folder-path";
import { type Answer, sendRequest } from "./send-request";
import { piecesOf } from "./stored";

const QUIET_MS = 60_000;
/** For all files of a delivery; less than its lease (deliver). */
const WHOLE_MS = 12 * 60_000;
/** SHA-256 of nothing. */
const OF_NOTHING = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

/** Puts the files of a run into the bucket, each under a key of its own: the same delivery again puts the same there. */
export async function toBucket({ row, files, settings, now }: Attempt): Promise<Sent> {
  const { bucket, dataDir } = settings;
  if (!bucket) return { kind: "again", reply: "no bucket is set up (S3_ENDPOINT and its like)" };
  const prefix = stepsOf(row.delivery.address);
  if (!prefix) return { kind: "failed", reply: "the prefix is not one that keys may have" };
  if (files.length === 0) return { kind: "sent", reply: "nothing to report: no file was put there" };
  const keys: string[] = [];
  const began = performance.now();
  const passed = () => Math.floor(performance.now() - began);
  for (const file of files) {
    const key = [...prefix, nameOfRun(path.basename(file.name), row.run.id)].join("/");
    const headers = { "content-type": file.mediaType, "content-length": String(file.bytes) };
    const url = objectUrl(bucket, key);
    const answer = await sendRequest({
      ...{ method: "PUT", url, quietMs: QUIET_MS, body: piecesOf(dataDir, file) },
      longestMs: Math.max(1, WHOLE_MS - passed()),
      // A signature is good for a quarter of an hour: that of a later file is made when its turn comes.
      headers: await signed(bucket, {
        ...{ method: "PUT", url, headers, sha256: file.sha256, now: new Date(now.getTime() + passed()) },
      }),
    });
    // No refusal is for good: keys, clocks and buckets are the settings' fault, and may be put right.
    if (answer.status < 200 || answer.status > 299) return { kind: "again", reply: saidBy(answer) };
    keys.push(key);
  }
  return { kind: "sent", reply: `put: ${keys.join(", ")}` };
}

/** Asks after the bucket itself; throws when nothing answers. */
export async function lookAtBucket(bucket: BucketSettings, now: Date, quietMs: number): Promise<Answer> {
  const url = objectUrl(bucket, "");
  const headers = await signed(bucket, { method: "HEAD", url, headers: {}, sha256: OF_NOTHING, now });
  return sendRequest({ method: "HEAD", url, headers, quietMs, longestMs: quietMs });
}

/** Path style, which everything that speaks S3 understands; in the form that signatures are over (RFC 3986, strictly). */
const objectUrl = ({ endpoint, bucket }: BucketSettings, key: string): URL =>
  new URL(`${endpoint}/${bucket}${key === "" ? "" : `/${key.split("/").map(encoded).join("/")}`}`);

const encoded = (step: string): string =>
  encodeURIComponent(step).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);

/** The request's headers with a signature over them and over what the body must hash to: the other side checks both. */
async function signed(
  { region, accessKeyId, secretAccessKey }: BucketSettings,
  asked: { method: string; url: URL; headers: Record<string, string>; sha256: string; now: Date },
): Promise<Record<string, string>> {
  const { method, url, headers, sha256, now } = asked;
  const signer = new AwsV4Signer({
    ...{ method, url: url.href, service: "s3", region, accessKeyId, secretAccessKey },
    headers: { ...headers, "x-amz-content-sha256": sha256 },
    datetime: now.toISOString().replace(/[:-]|\.\d{3}/g, ""),
  });
  const { headers: made } = await signer.sign();
  return Object.fromEntries(made);
}

/** "403 Forbidden (SignatureDoesNotMatch)" */
function saidBy({ words, text }: Answer): string {
  const code = /<Code>([A-Za-z0-9.]{1,80})<\/Code>/.exec(text)?.[1];
  return code ? `${words} (${code})` : words;
}
