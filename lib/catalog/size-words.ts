/** Sizes as publishers print them: whole KB, from a MB on with one decimal. */
export function sizeWords({ bytes }: { bytes: number }): string {
  const kilobytes = Math.max(1, Math.round(bytes / 1024));
  return kilobytes < 1024 ? `${kilobytes} KB` : `${(kilobytes / 1024).toFixed(1)} MB`;
}

/** Two sizes so that they can be told apart: in bytes where the words for both would be the same, or no more than one. */
export function sizesApart(before: number, after: number): [before: string, after: string] {
  const words = [before, after].map((bytes) => (bytes < 1024 ? `${bytes} bytes` : sizeWords({ bytes })));
  const [first = "", second = ""] = words[0] === words[1] ? [before, after].map((bytes) => `${bytes} bytes`) : words;
  return [first, second];
}
