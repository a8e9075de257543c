/** The words and series of charts, which pages and printed reports share. */
export * from "@/lib/usage/words";
