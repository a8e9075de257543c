import type { Db } from "@/lib/db/connection";

/**
 * Changes whenever the figures of complete months may have, or what is said of them: a month was begun or completed, one was restated, the
 * first journal came that is no sample, or a gap was stated or taken back.
 */
export async function figuresStamp({ $client: sql }: Db): Promise<string> {
  const [row] = await sql<{ stamp: string }[]>`
    select concat_ws(' ', (select concat(count(completed), ' of ', count(*)) from usage_months), (select max(restated) from restatements),
      exists (select from journals where not sample),
      (select concat(count(*), ' to ', max(id)) from usage_gaps)) as stamp`;
  return row?.stamp ?? "";
}
