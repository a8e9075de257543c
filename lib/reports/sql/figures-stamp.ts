import type { Db } from "@/lib/db/connection";

/**
 * Changes whenever the figures of complete months may have: a month was begun or completed, one was restated, or the first journal came that
 * is no sample.
 */
export async function figuresStamp({ $client: sql }: Db): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select concat_ws(' ', (select concat(count(completed), ' of ', count(*)) from usage_months), (select max(restated) from restatements),
      exists (select from journals where not sample)) as stamp`;
  return row?.stamp ?? "";
}
