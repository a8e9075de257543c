import type { ArticleFile } from "@/lib/catalog/article";
import { sizeWords } from "@/lib/catalog/size-words";

/** `TIFF, 3.4 MB`: by the ending of its name, as readers know files. */
export function fileWords(file: Pick<ArticleFile, "name" | "bytes">): string {
  const ending = /\.([a-z0-9]{1,5})$/i.exec(file.name)?.[1]?.toUpperCase();
  return [ending === "TIF" ? "TIFF" : ending, sizeWords(file)].filter(Boolean).join(", ");
}
