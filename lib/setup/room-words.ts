import { sizeWords } from "@/lib/catalog/size-words";

const GIGABYTE = 2 ** 30;

/** Room on a disk: larger than a publisher's files. */
export const roomWords = (bytes: number): string =>
  bytes < GIGABYTE ? sizeWords({ bytes }) : `${(bytes / GIGABYTE).toFixed(1)} GB`;
