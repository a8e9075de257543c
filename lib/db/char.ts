import { customType } from "drizzle-orm/pg-core";

/** Postgres's one-byte "char": a code letter. A year of a large publisher's events is a billion of each. */
export const charCode = <Code extends string>(name: string) =>
  customType<{ data: Code; driverData: string }>({ dataType: () => '"char"' })(name);
