import { readEnv } from "../env";
import { connect, type Db, whereabouts } from "./connection";

const kept = globalThis as { footfallDb?: Db };

/** The pool of the Next process, opened on first use: `next build` has no database and needs none. */
export function sharedDb(): Db {
  if (!kept.footfallDb) {
    const to = whereabouts(readEnv());
    if (!to)
      throw new Error("DATABASE_URL is not set. npm start brings up a Postgres of its own; next start needs one.");
    kept.footfallDb = connect(to, 10, "pages");
  }
  return kept.footfallDb;
}
