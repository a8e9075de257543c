import { readFileSync } from "node:fs";
import ipaddr from "ipaddr.js";
import { type CountryResponse, Reader } from "maxmind";
import { type Day, dayOf } from "@/lib/calendar/day";
import { projectFile } from "@/lib/db/project-file";

/** The code of an access whose country is not known: assigned to nobody in ISO 3166-1, and allowed by COUNTER's validator. */
export const UNKNOWN_COUNTRY = "ZZ";

/** ISO 3166-1 alpha-2, officially assigned: XK, EU and the like are in use here and there, and no country's code. */
const ASSIGNED = new Set(
  `
  AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC
  CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD
  GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH
  KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW
  MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC
  SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY
  UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
  `
    .trim()
    .split(/\s+/),
);

interface CountryRecord {
  country_code?: string;
}

let reader: Reader<CountryResponse> | undefined | null;

/**
 * ISO 3166-1 alpha-2 of the country an address is registered in, however the address is written; ZZ for private, reserved,
 * documentation and unknown ones.
 */
export function countryOf(address: string): string {
  const open = publicForm(address);
  if (open === undefined) return UNKNOWN_COUNTRY;
  if (reader === undefined) reader = openReader();
  // The package's records are flatter than the ones maxmind's types describe.
  const code = (reader?.get(open) as CountryRecord | null | undefined)?.country_code;
  return code !== undefined && ASSIGNED.has(code) ? code : UNKNOWN_COUNTRY;
}

/** The day the data on countries was made; undefined when there is none. */
export function countryDataDay(): Day | undefined {
  if (reader === undefined) reader = openReader();
  return reader === null ? undefined : dayOf(reader.metadata.buildEpoch);
}

/**
 * The canonical form of an address that somebody on the internet may have. The database gives private and documentation ranges
 * the country of whoever keeps the register, so they are not asked for.
 */
function publicForm(address: string): string | undefined {
  let parsed: ipaddr.IPv4 | ipaddr.IPv6;
  try {
    // Plain IPv4, as nearly all are, needs none of the parser's expressions.
    parsed = PLAIN_V4.test(address) ? new ipaddr.IPv4(address.split(".").map(Number)) : ipaddr.process(address);
  } catch {
    return undefined;
  }
  return parsed.range() === "unicast" ? parsed.toString() : undefined;
}

const PLAIN_V4 = /^(?:(?:0|[1-9]\d{0,2})\.){3}(?:0|[1-9]\d{0,2})$/;

/** The database is a package: read once, held in memory, and never asked for over the network. */
function openReader(): Reader<CountryResponse> | null {
  try {
    const file = projectFile(
      "node_modules",
      "@ip-location-db",
      "geo-whois-asn-country-mmdb",
      "geo-whois-asn-country.mmdb",
    );
    if (file === undefined) throw new Error("the package @ip-location-db/geo-whois-asn-country-mmdb is missing");
    return new Reader<CountryResponse>(readFileSync(file));
  } catch (fault) {
    console.error(
      `collector: countries are not known: ${fault instanceof Error ? fault.message.split("\n")[0] : fault}`,
    );
    return null;
  }
}
