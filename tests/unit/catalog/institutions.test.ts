import { describe, expect, test } from "vitest";
import { InstitutionsError, readInstitutions } from "@/lib/catalog/institutions";

const read = (source: string) => readInstitutions(Buffer.from(source));
const rangesOf = (cell: string) => read(`name,ranges\nA,${cell}\n`).entries[0]?.ranges;

function faultsOf(source: string | Uint8Array): readonly string[] {
  try {
    readInstitutions(Buffer.from(source));
  } catch (fault) {
    if (fault instanceof InstitutionsError) return fault.faults;
    throw fault;
  }
  return [];
}

describe("a list of institutions", () => {
  test("has several ranges to a cell, several rows to an institution, and columns in any order", () => {
    const list = `\uFEFFror;Name;ranges\r\nhttps://ror.org/00f54p054;Old College;"192.0.2.0/25; 192.0.2.200"\r\n;New  College;198.51.100.0 - 198.51.100.9\r\n;;\r\n;Old College;2001:db8::/48, 192.0.2.0/25\r\n`;
    expect(read(list)).toEqual({
      entries: [
        {
          name: "Old College",
          ror: "00f54p054",
          ranges: [
            { first: "192.0.2.0", last: "192.0.2.127" },
            { first: "192.0.2.200", last: "192.0.2.200" },
            { first: "2001:db8::", last: "2001:db8:0:ffff:ffff:ffff:ffff:ffff" },
          ],
        },
        { name: "New College", ror: null, ranges: [{ first: "198.51.100.0", last: "198.51.100.9" }] },
      ],
      warnings: [],
    });
    expect(read("Institution\tStart\tEnd\nA\t192.0.2.1\t192.0.2.9\nB\t192.0.2.10\t\n").entries).toEqual([
      { name: "A", ror: null, ranges: [{ first: "192.0.2.1", last: "192.0.2.9" }] },
      { name: "B", ror: null, ranges: [{ first: "192.0.2.10", last: "192.0.2.10" }] },
    ]);
  });

  test("a range is written in any way that has one meaning", () => {
    const whole = [{ first: "192.0.2.0", last: "192.0.2.255" }];
    for (const cell of [
      "192.0.2.0/24",
      "192.0.2.*",
      "192.0.2.0 – 192.0.2.255",
      "192.0.2.0-192.0.2.255|192.0.2.0/24",
      "::ffff:192.0.2.0/120",
    ])
      expect(rangesOf(cell)).toEqual(whole);
  });

  test.each([
    ["010.0.2.1", "line 2: 010.0.2.1 has leading zeros, which can be read in two ways; write it without them"],
    ["fe80::1%eth0", "line 2: fe80::1%eth0 names an interface, which is no address on the internet"],
    ["0.0.0.0-255.255.255.255", "line 2: 0.0.0.0-255.255.255.255 is every address"],
    ["::/0", "line 2: ::/0 is every address"],
    ["192.0.2.9-192.0.2.1", "line 2: 192.0.2.9-192.0.2.1 ends before it begins"],
    ["192.0.2.0/33", "line 2: 192.0.2.0/33 has no prefix from 1 to 32"],
  ])("%s is refused", (cell, fault) => {
    expect(faultsOf(`name,ranges\nA,${cell}\n`)).toEqual([fault]);
  });

  test("bits beyond the prefix are said, as one address may have been meant", () => {
    expect(read("name,ranges\nA,192.0.2.77/24\n").warnings).toEqual([
      "line 2: 192.0.2.77/24 has bits beyond the prefix; it is read as 192.0.2.0-192.0.2.255",
    ]);
  });

  test("tells every fault with the line it begins on", () => {
    expect(
      faultsOf(
        'name,ranges,ror\n,192.0.2.1,\n"A\nof B",192.0.2.300,\nB,,\nC,192.0.2.1,nonsense\nD,192.0.2.1,,x\nE,192.0.2.1,00f54p054\nE,192.0.2.2,02mhbdp94\n',
      ),
    ).toEqual([
      "line 2: has no name",
      "line 3: 192.0.2.300 is no address",
      "line 5: has no range",
      "line 6: nonsense is no ROR id",
      "line 7: has 4 cells, the header 3; quote a cell that holds the delimiter",
      "line 9: E has the ROR ids 00f54p054 and 02mhbdp94",
    ]);
    expect(faultsOf("name,ranges\n")).toEqual(["the list holds no institution"]);
    expect(faultsOf("")).toEqual(["line 1: the header has no column name"]);
    expect(faultsOf("name,ror\nA,\n")).toEqual(["line 1: the header has no column ranges, nor start and end"]);
    expect(faultsOf("name,ranges,ip\nA,192.0.2.1,192.0.2.1\n")).toEqual([
      "line 1: the header has two columns for ranges",
    ]);
    expect(faultsOf(Buffer.from("name,ranges\nUniversit\xe4t,192.0.2.1\n", "latin1"))).toEqual([
      "the file is not in UTF-8; save it as “CSV UTF-8”",
    ]);
  });

  test("a quote that is out of place is the fault of its line", () => {
    expect(faultsOf('name,ranges\n"A,192.0.2.1\n')[0]).toMatch(/quote is opened and never closed$/);
    expect(faultsOf('name,ranges\nA "x" y,192.0.2.1\n')[0]).toMatch(/^line 2: a quote stands inside a cell/);
  });
});
