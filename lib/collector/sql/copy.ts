import { once } from "node:events";
import { finished } from "node:stream/promises";
import type { TransactionSql } from "postgres";
import type { EventRow } from "../queries";

const SIGNATURE = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
/** Sixteen fields of fixed widths: 2 bytes of their count, 4 of the width before each, 50 of values. */
const ROW_BYTES = 2 + 16 * 4 + 50;
/** Postgres counts microseconds from here. */
const EPOCH_MS = Date.UTC(2000, 0, 1);

/**
 * Rows of usage_events in Postgres's binary COPY form: much less work for both sides than text, which is what the speed of
 * an import hangs on.
 */
export function copyRows(rows: readonly EventRow[]): Buffer {
  const out = Buffer.allocUnsafe(SIGNATURE.length + rows.length * ROW_BYTES + 2);
  let end = SIGNATURE.copy(out);
  const code = (letter: string) => {
    end = out.writeInt32BE(1, end);
    out[end++] = letter.charCodeAt(0);
  };
  const int = (value: number) => {
    end = out.writeInt32BE(4, end);
    end = out.writeInt32BE(value, end);
  };
  for (const row of rows) {
    end = out.writeInt16BE(16, end);
    end = out.writeInt32BE(8, end);
    end = writeMicroseconds(out, end, row.at.getTime() - EPOCH_MS);
    end = out.writeInt32BE(8, end);
    end = out.writeBigInt64BE(row.visitor, end);
    int(row.articleId);
    int(row.part);
    int(row.userAgent);
    int(row.referrer);
    int(row.institutions);
    end = out.writeInt32BE(2, end);
    end = out.writeInt16BE(row.year, end);
    end = out.writeInt32BE(2, end);
    end += out.write(row.country, end, 2, "latin1");
    code(row.action);
    code(row.lane);
    code(row.laneReason);
    code(row.accessType);
    code(row.accessMethod);
    end = out.writeInt32BE(1, end);
    out[end++] = row.namedSession ? 1 : 0;
    int(row.network);
  }
  end = out.writeInt16BE(-1, end);
  return out.subarray(0, end);
}

/** A 64-bit integer of 1000 · ms without BigInt. */
function writeMicroseconds(out: Buffer, at: number, ms: number): number {
  const high = Math.floor((ms * 1000) / 2 ** 32);
  out.writeInt32BE(high, at);
  return out.writeUInt32BE(ms * 1000 - high * 2 ** 32, at + 4);
}

/** Writes events in bulk and marks their article-days, in the caller's transaction: all of it is committed or none. */
export async function copyEvents(tx: TransactionSql, rows: readonly EventRow[], reason: string): Promise<void> {
  const stream = await tx`
    copy usage_events (at, visitor, article_id, part, user_agent, referrer, institutions, year, country,
      action, lane, lane_reason, access_type, access_method, named_session, network)
    from stdin with (format binary)`.writable();
  const ended = finished(stream);
  if (!stream.write(copyRows(rows))) await Promise.race([once(stream, "drain"), ended]);
  stream.end();
  await ended;
  const early = rows.filter(({ visitorBefore }) => visitorBefore !== undefined);
  for (const row of early) {
    await tx`
      insert into early_clicks (at, visitor, article_id, part, user_agent, action, lane, lane_reason, network)
      values (${row.at.toISOString()}, ${String(row.visitorBefore)}, ${row.articleId}, ${row.part}, ${row.userAgent},
        ${row.action}, ${row.lane}, ${row.laneReason}, ${row.network})`;
  }
  const days = articleDaysOf(rows);
  await tx`
    insert into dirty_article_days (article_id, day, reason)
    select a, '1970-01-01'::date + d, ${reason}::"char"
    from unnest(${`{${days.map(([article]) => article)}}`}::text::int[], ${`{${days.map(([, day]) => day)}}`}::text::int[]) as m (a, d)`;
}

/** The article-days that the events touch, as [article, days since 1970], each once. */
function articleDaysOf(rows: readonly EventRow[]): [article: number, day: number][] {
  const days = new Set<number>();
  const SPAN = 1_000_000;
  for (const { at, articleId, visitorBefore } of rows) {
    const day = Math.floor(at.getTime() / 86_400_000);
    days.add(articleId * SPAN + day);
    if (visitorBefore !== undefined) days.add(articleId * SPAN + day - 1);
  }
  return [...days].map((key) => [Math.floor(key / SPAN), key % SPAN]);
}
