import { FRESH_MINUTES } from "./rules";
import type { Person } from "./visitor";

/** Whether somebody signed in so lately that it is surely they who sit there. */
export const isFresh = ({ since }: Pick<Person, "since">, now: Date): boolean =>
  now.getTime() - since.getTime() < FRESH_MINUTES * 60_000;
