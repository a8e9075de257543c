/** A formula's TeX without the document that some publishers wrap around each: `$$x$$` between a preamble and an end is `x`. */
export function texWords(tex: string): string {
  const inner = /\\begin\{document\}([\s\S]*?)\\end\{document\}/.exec(tex)?.[1] ?? tex;
  return inner
    .trim()
    .replace(/^(\$\$?)([\s\S]*)\1$/, "$2")
    .replace(/^\\\[([\s\S]*)\\\]$/, "$1")
    .replace(/\s+/g, " ")
    .trim();
}
