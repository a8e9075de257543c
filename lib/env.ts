import path from "node:path";
import { z } from "zod";

const port = z.coerce.number().int().min(0).max(65_535);

/** Hosts that plain http leads to without leaving the machine. */
const LOOPBACK = new Set(["localhost", "127.0.0.1", "[::1]"]);

const Env = z.object({
  /** A Postgres 15 or newer; when absent, npm start brings up its own under DATA_DIR. */
  DATABASE_URL: z
    .url({ protocol: /^postgres(ql)?$/, error: "must be postgres://user:password@host:port/name" })
    .optional(),
  /** Set by npm start for its own child processes: the socket folder of the embedded Postgres. */
  DATABASE_SOCKET: z.string().optional(),
  /** Set by npm start for its own child processes: requests come through the collector, which says the reader's address. */
  BEHIND_COLLECTOR: z.enum(["0", "1"]).default("0"),
  DATA_DIR: z
    .string()
    .default("./data")
    .transform((folder) => path.resolve(folder)),
  PORT: port.default(3000),
  HOST: z.string().default("127.0.0.1"),
  /** Where readers reach this site: what feeds, sitemaps, tags and typed links name. */
  SITE_URL: z.url({ protocol: /^https?$/, error: "must be http(s)://host" }).optional(),
  /** What sign-in cookies are signed with; without it one is made and kept in DATA_DIR. */
  SECRET: z.string().min(32, "must be at least 32 characters").optional(),
  /** Signing in by ORCID iD: what ORCID gave this site when it was registered there; both or none. */
  ORCID_CLIENT_ID: z.string().optional(),
  ORCID_CLIENT_SECRET: z.string().optional(),
  /** Whose iDs those are: https://orcid.org, or https://sandbox.orcid.org to try it out. */
  ORCID_ISSUER: z
    .url({ protocol: /^https?$/, error: "must be https://host" })
    .refine((url) => !url.startsWith("http:") || LOOPBACK.has(new URL(url).hostname), "must be https://host")
    .default("https://orcid.org")
    .transform((url) => url.replace(/\/$/, "")),
  /** The largest PDF that editors may upload, in megabytes (of 1024 × 1024 bytes). */
  UPLOAD_MEGABYTES: z.coerce.number().int().min(1).max(2000).default(100),
  /** How many proxies of ours stand in front; that many entries at the end of X-Forwarded-For are believed. */
  TRUSTED_PROXIES: z.coerce.number().int().min(0).max(10).default(0),
  /** Events that may wait for the database before the collector answers 503. */
  QUEUE_LIMIT: z.coerce.number().int().min(100).max(1_000_000).default(50_000),
  /** Events a sender with an API key may report a minute; 0 is no limit. */
  KEY_EVENTS_PER_MINUTE: z.coerce.number().int().min(0).default(3_000_000),
  /** Request headers that only programs send: a request with one is a robot's, whatever its name. */
  AUTOMATION_HEADERS: z
    .string()
    .default("signature-agent,from")
    .transform((list) =>
      list
        .split(",")
        .map((name) => name.trim().toLowerCase())
        .filter((name) => name !== ""),
    ),
  /** What is done with readers whose browsers send DNT or Sec-GPC: count them like others, as nobody can be told by what is
   * kept, or drop them. */
  PRIVACY_SIGNALS: z.enum(["count", "drop"]).default("count"),
  /** Robots by behaviour: more different articles in a minute, or more events in a day, than a reader makes; 0 is off. */
  ROBOT_ARTICLES_PER_MINUTE: z.coerce.number().int().min(0).default(60),
  ROBOT_REQUESTS_PER_DAY: z.coerce.number().int().min(0).default(5000),
  /** Places (countries, sites) of fewer views and downloads of an article than this are told together: readers are not to be told. */
  SMALL_NUMBERS: z.coerce.number().int().min(1).max(1000).default(5),
  /** Whether lists of robots that were loaded from the network are looked for again: weekly or off. */
  ROBOTS_REFRESH: z.enum(["weekly", "off"]).default("weekly"),
  /** Whole months that raw events are kept after their month, or after the last write into it; 0 keeps them for ever. */
  KEEP_EVENTS_MONTHS: z.coerce.number().int().min(0).max(1200).default(25),
  /** The server that takes our mail; without it the site sends none and says so. */
  SMTP_URL: z.url({ protocol: /^smtps?$/, error: "must be smtp(s)://user:password@host:port" }).optional(),
  /** Whom mail is from: an address, or a name and an address in angle brackets. */
  MAIL_FROM: z
    .string()
    .regex(/^(?:[^\p{Cc}<>]*<[^\s<>@]+@[^\s<>@]+>|[^\s<>@]+@[^\s<>@]+)$/u, {
      error: "must be an address, or Name <address>",
    })
    .optional(),
  /** What COUNTER reports call this host, its namespace in COUNTER's registry, who makes the reports, and its entry there. */
  PLATFORM_NAME: z.string().min(1).max(200).optional(),
  PLATFORM_ID: z
    .string()
    .regex(/^[A-Za-z0-9_./]{0,16}[A-Za-z0-9]$/, "must be at most 17 letters, digits, _ . or /")
    .default("footfall"),
  REPORTS_CREATED_BY: z.string().min(1).max(200).optional(),
  REGISTRY_RECORD: z
    .string()
    .regex(/^https:\/\/registry\.countermetrics\.org\/platform\/[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i, {
      error: "must be https://registry.countermetrics.org/platform/ and the platform's UUID",
    })
    .optional(),
  /** Hours without a new article after which an issue is taken for whole, and its contents are mailed. */
  ALERT_QUIET_HOURS: z.coerce.number().min(0).max(720).default(6),
  /** What a mail with a report carries of files, in megabytes (of 1024 × 1024 bytes) for all together; larger ones are a link. */
  REPORT_ATTACH_MEGABYTES: z.coerce.number().min(0).max(50).default(5),
  /** Days that a link to the files of a report opens them. */
  REPORT_LINK_DAYS: z.coerce.number().int().min(1).max(400).default(30),
  /** Whether webhooks may go to this machine and to networks that are not public, and by plain http. */
  WEBHOOK_PRIVATE: z.enum(["refuse", "allow"]).default("refuse"),
  /** Reports are put into folders below this one; without it none are. */
  EXPORT_DIR: z
    .string()
    .transform((folder) => path.resolve(folder))
    .optional(),
  /** A bucket that takes reports: Amazon's S3, or what speaks like it. All of these, or none; the region has a default. */
  S3_ENDPOINT: z.url({ protocol: /^https?$/, error: "must be https://host" }).optional(),
  S3_REGION: z.string().default("us-east-1"),
  S3_BUCKET: z
    .string()
    .regex(/^[A-Za-z0-9][A-Za-z0-9._-]{1,62}$/, "must be the name of a bucket")
    .optional(),
  S3_ACCESS_KEY_ID: z.string().optional(),
  S3_SECRET_ACCESS_KEY: z.string().optional(),
});
export type Env = z.infer<typeof Env>;

/** The names of all settings that processes of one server share; where its database is, each is told for itself. */
export const SETTINGS: readonly string[] = Object.keys(Env.shape).filter(
  (name) => !["DATABASE_URL", "DATABASE_SOCKET", "BEHIND_COLLECTOR"].includes(name),
);

/** The origin readers reach the site by, without a slash at its end. */
export const siteUrl = ({ SITE_URL, PORT }: Pick<Env, "SITE_URL" | "PORT">): string =>
  SITE_URL === undefined ? `http://localhost:${PORT}` : new URL(SITE_URL).origin;

/** Whom mail is from: MAIL_FROM, or an address at the site's own host that nobody reads. */
export const mailFrom = (env: Pick<Env, "MAIL_FROM" | "SITE_URL" | "PORT">): string =>
  env.MAIL_FROM ?? `Footfall <no-reply@${new URL(siteUrl(env)).hostname}>`;

export interface OrcidSettings {
  clientId: string;
  clientSecret: string;
  issuer: string;
}

/** What is needed to sign in by ORCID; undefined where it is not set up. */
export const orcidSettings = ({
  ORCID_CLIENT_ID: clientId,
  ORCID_CLIENT_SECRET: clientSecret,
  ORCID_ISSUER: issuer,
}: Env): OrcidSettings | undefined => (clientId && clientSecret ? { clientId, clientSecret, issuer } : undefined);

export interface BucketSettings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKeyId: string;
  secretAccessKey: string;
}

/** What is needed to put reports into a bucket; undefined where none is set up. */
export const bucketSettings = ({
  S3_ENDPOINT: endpoint,
  S3_REGION: region,
  S3_BUCKET: bucket,
  S3_ACCESS_KEY_ID: accessKeyId,
  S3_SECRET_ACCESS_KEY: secretAccessKey,
}: Env): BucketSettings | undefined =>
  endpoint && bucket && accessKeyId && secretAccessKey
    ? { endpoint: endpoint.replace(/\/+$/, ""), region, bucket, accessKeyId, secretAccessKey }
    : undefined;

export class EnvError extends Error {}

/** The only reader of process.env. Fails at start-up, naming every bad variable at once. */
export function readEnv(source: Record<string, string | undefined> = process.env): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const env = Env.safeParse(given);
  const faults = env.success
    ? halfSet(env.data)
    : env.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  if (env.success && faults.length === 0) return env.data;
  throw new EnvError(`Bad settings in the environment: ${faults.join("; ")}`);
}

/** What is set only in part, or against something else that is. */
const halfSet = (env: Env): string[] => {
  const orcid = [env.ORCID_CLIENT_ID, env.ORCID_CLIENT_SECRET];
  const bucket = [env.S3_ENDPOINT, env.S3_BUCKET, env.S3_ACCESS_KEY_ID, env.S3_SECRET_ACCESS_KEY];
  const inPart = (settings: (string | undefined)[]) => new Set(settings.map((one) => one === undefined)).size > 1;
  const within = (inner: string, outer: string) => `${inner}/`.startsWith(`${outer}/`);
  const { EXPORT_DIR: exports, DATA_DIR: data } = env;
  return [
    ...(inPart(orcid) ? ["ORCID_CLIENT_ID and ORCID_CLIENT_SECRET: both are needed, or none"] : []),
    ...(inPart(bucket)
      ? ["S3_ENDPOINT, S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY: all are needed, or none"]
      : []),
    ...(exports !== undefined && (within(exports, data) || within(data, exports))
      ? ["EXPORT_DIR: must not be DATA_DIR, in it or around it"]
      : []),
  ];
};
