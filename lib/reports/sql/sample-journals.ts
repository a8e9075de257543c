import type { Db } from "@/lib/db/connection";

/** Whether there are journals, and all of them are samples. */
export async function onlySamples({ $client: sql }: Db): Promise<boolean> {
  const [row] = await sql<{ only: boolean | null }[]>`select bool_and(sample) as only from journals`;
  return row?.only ?? false;
}
