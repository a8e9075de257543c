import ipaddr from "ipaddr.js";

export interface InstitutionRange {
  institutionId: number;
  first: string;
  last: string;
}

const NOBODY: readonly number[] = [];
/** What IPv4 addresses written as IPv6 have above their 32 bits. */
const V4_MAPPED = 0xffffn;

/**
 * The institutions of addresses. Ranges may nest, overlap and repeat: they are cut into segments at every border, each with the
 * institutions that hold all of it, so that a look-up is one binary search whatever the ranges are like.
 */
export class IpRanges {
  readonly #v4: Segments<number>;
  readonly #v6: Segments<bigint>;

  constructor(ranges: readonly InstitutionRange[]) {
    const v4: Span<number>[] = [];
    const v6: Span<bigint>[] = [];
    for (const { institutionId, first, last } of ranges) {
      const [from, to] = [numberOf(first), numberOf(last)];
      if (typeof from === "number" && typeof to === "number")
        v4.push({ institutionId, first: from, after: to + 1, size: to - from });
      else if (typeof from === "bigint" && typeof to === "bigint")
        v6.push({ institutionId, first: from, after: to + 1n, size: to - from });
      else throw new Error(`${first}-${last} is no range of addresses`);
    }
    this.#v4 = segmentsOf(v4);
    this.#v6 = segmentsOf(v6);
  }

  /** Ids, ascending, of every institution one of whose ranges holds the address; nobody's when it is none. */
  institutionsOf(address: string): readonly number[] {
    return this.#find(address)?.ascending ?? NOBODY;
  }

  /** The same ids, that of the smallest range first. */
  mostSpecific(address: string): readonly number[] {
    return this.#find(address)?.smallestFirst ?? NOBODY;
  }

  #find(address: string): Members | undefined {
    const number = numberOf(address);
    if (number === undefined) return undefined;
    return typeof number === "number" ? find(this.#v4, number) : find(this.#v6, number);
  }
}

interface Span<N> {
  institutionId: number;
  first: N;
  after: N;
  size: N;
}

interface Members {
  ascending: readonly number[];
  smallestFirst: readonly number[];
}

/** Segment i begins at starts[i] and ends where the next one begins. */
interface Segments<N> {
  starts: N[];
  members: Members[];
}

function segmentsOf<N extends number | bigint>(spans: readonly Span<N>[]): Segments<N> {
  const borders = spans.flatMap(({ institutionId, first, after, size }) => [
    { at: first, institutionId, size, opens: true },
    { at: after, institutionId, size, opens: false },
  ]);
  borders.sort((a, b) => order(a.at, b.at));
  // Of every institution the sizes of its ranges that are open here, ascending.
  const open = new Map<number, N[]>();
  const known = new Map<string, Members>();
  const segments: Segments<N> = { starts: [], members: [] };
  for (const [i, { at, institutionId, size, opens }] of borders.entries()) {
    const sizes = open.get(institutionId) ?? [];
    sizes.splice(placeOf(sizes, size), opens ? 0 : 1, ...(opens ? [size] : []));
    if (sizes.length === 0) open.delete(institutionId);
    else open.set(institutionId, sizes);
    if (borders[i + 1]?.at === at) continue;
    segments.starts.push(at);
    segments.members.push(membersOf(open, known));
  }
  return segments;
}

/** Few combinations for many segments: equal ones are one object. */
function membersOf<N extends number | bigint>(open: ReadonlyMap<number, readonly N[]>, known: Map<string, Members>) {
  const ascending = [...open.keys()].sort((a, b) => a - b);
  const smallest = (id: number) => open.get(id)?.[0] as N;
  const smallestFirst =
    ascending.length < 2 ? ascending : ascending.toSorted((a, b) => order(smallest(a), smallest(b)));
  const key = smallestFirst.join(",");
  const members = known.get(key) ?? { ascending, smallestFirst };
  known.set(key, members);
  return members;
}

const order = <N extends number | bigint>(a: N, b: N): number => (a < b ? -1 : a > b ? 1 : 0);

/** Of the first entry that is not below `value`. */
function placeOf<N extends number | bigint>(ascending: readonly N[], value: N): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((ascending[middle] as N) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

function find<N extends number | bigint>({ starts, members }: Segments<N>, address: N): Members | undefined {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as N) <= address) low = middle + 1;
    else high = middle;
  }
  return members[low - 1];
}

/** IPv4, also where it is written as IPv6, is a number; other IPv6 a bigint; anything else nothing. */
function numberOf(address: string): number | bigint | undefined {
  if (!address.includes(":")) return v4Number(address);
  if (!ipaddr.IPv6.isValid(address)) return undefined;
  let number = 0n;
  for (const part of ipaddr.IPv6.parse(address).parts) number = (number << 16n) | BigInt(part);
  return number >> 32n === V4_MAPPED ? Number(number & 0xffffffffn) : number;
}

/** Four decimal parts and nothing else: what is not an address must not be taken for somebody's. */
function v4Number(address: string): number | undefined {
  let number = 0;
  let part = 0;
  let digits = 0;
  let dots = 0;
  for (let i = 0; i < address.length; i += 1) {
    const code = address.charCodeAt(i);
    if (code === 46) {
      if (digits === 0) return undefined;
      number = number * 256 + part;
      part = 0;
      digits = 0;
      dots += 1;
    } else {
      part = part * 10 + code - 48;
      digits += 1;
      if (code < 48 || code > 57 || part > 255) return undefined;
    }
  }
  return dots === 3 && digits > 0 ? number * 256 + part : undefined;
}
