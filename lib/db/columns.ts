import { customType, timestamp } from "drizzle-orm/pg-core";

/** Postgres's one-byte "char": a code letter. A year of a large publisher's events is a billion of each. */
export const charCode = <Code extends string>(name: string) =>
  customType<{ data: Code; driverData: string }>({ dataType: () => '"char"' })(name);

export const tsvector = customType<{ data: string }>({ dataType: () => "tsvector" });
export const bytea = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });
export const instant = (name: string) => timestamp(name, { withTimezone: true, precision: 3 });
