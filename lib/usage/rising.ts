/** Days that are set beside as many before them. */
export const RISING_DAYS = 28;
/** Fewer readings say nothing. */
const FEWEST = 20;
/** How much more than before is more than chance: of counts that come by chance, two in a hundred pairs differ so. */
const SURPRISE = 2;

export interface Rise<A> {
  article: A;
  lately: number;
  before: number;
}

/**
 * Articles that are read more than just before, by more than chance, the most surprising first: acceleration, and not totals, which reward
 * age. The measure is the difference of two counts in its standard deviations, (n − m) / √(n + m).
 */
export function rising<A>(
  articles: readonly A[],
  counts: (article: A) => { lately: number; before: number },
): Rise<A>[] {
  const surprise = ({ lately, before }: { lately: number; before: number }) =>
    (lately - before) / Math.sqrt(lately + before);
  return articles
    .map((article) => ({ article, ...counts(article) }))
    .filter((rise) => rise.lately >= FEWEST && surprise(rise) > SURPRISE)
    .sort((a, b) => surprise(b) - surprise(a));
}
