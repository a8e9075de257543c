import ipaddr from "ipaddr.js";

export interface InstitutionRange {
  institutionId: number;
  first: string;
  last: string;
}

const NOBODY: readonly number[] = [];

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
      if (first.includes(":")) v6.push({ institutionId, first: v6Number(first), after: v6Number(last) + 1n });
      else v4.push({ institutionId, first: v4Number(first), after: v4Number(last) + 1 });
    }
    this.#v4 = segmentsOf(v4);
    this.#v6 = segmentsOf(v6);
  }

  /** Ids, ascending, of every institution one of whose ranges holds the address. */
  institutionsOf(address: string): readonly number[] {
    if (address.includes(":")) return this.#v6.starts.length === 0 ? NOBODY : find(this.#v6, v6Number(address));
    return this.#v4.starts.length === 0 ? NOBODY : find(this.#v4, v4Number(address));
  }
}

interface Span<N> {
  institutionId: number;
  first: N;
  after: N;
}

/** Segment i begins at starts[i] and ends where the next one begins. */
interface Segments<N> {
  starts: N[];
  members: (readonly number[])[];
}

function segmentsOf<N extends number | bigint>(spans: readonly Span<N>[]): Segments<N> {
  const borders = spans.flatMap(({ institutionId, first, after }) => [
    { at: first, institutionId, opens: 1 },
    { at: after, institutionId, opens: -1 },
  ]);
  borders.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  const open = new Map<number, number>();
  const known = new Map<string, readonly number[]>();
  const segments: Segments<N> = { starts: [], members: [] };
  for (const [i, { at, institutionId, opens }] of borders.entries()) {
    const depth = (open.get(institutionId) ?? 0) + opens;
    if (depth === 0) open.delete(institutionId);
    else open.set(institutionId, depth);
    if (borders[i + 1]?.at === at) continue;
    const ids = [...open.keys()].sort((a, b) => a - b);
    const key = ids.join(",");
    const members = known.get(key) ?? ids;
    known.set(key, members);
    segments.starts.push(at);
    segments.members.push(members);
  }
  return segments;
}

function find<N extends number | bigint>({ starts, members }: Segments<N>, address: N): readonly number[] {
  let low = 0;
  let high = starts.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((starts[middle] as N) <= address) low = middle + 1;
    else high = middle;
  }
  return members[low - 1] ?? NOBODY;
}

function v4Number(address: string): number {
  let number = 0;
  let part = 0;
  for (let i = 0; i < address.length; i += 1) {
    const code = address.charCodeAt(i);
    if (code === 46) {
      number = number * 256 + part;
      part = 0;
    } else part = part * 10 + code - 48;
  }
  return number * 256 + part;
}

function v6Number(address: string): bigint {
  let number = 0n;
  for (const part of ipaddr.IPv6.parse(address).parts) number = (number << 16n) | BigInt(part);
  return number;
}
