/** Things in order, those that follow one another together: days or months in a row are one matter, not many. */
export function joined<T>(things: readonly T[], follows: (before: T, after: T) => boolean): T[][] {
  const runs: T[][] = [];
  for (const thing of things) {
    const run = runs.at(-1);
    const last = run?.at(-1);
    if (run && last !== undefined && follows(last, thing)) run.push(thing);
    else runs.push([thing]);
  }
  return runs;
}
