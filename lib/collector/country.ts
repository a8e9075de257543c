import { readFileSync } from "node:fs";
import { type CountryResponse, Reader } from "maxmind";
import { projectFile } from "./project-file";

/** The code of an access whose country is not known: assigned to nobody in ISO 3166-1, and allowed by COUNTER's validator. */
export const UNKNOWN_COUNTRY = "ZZ";

interface CountryRecord {
  country_code?: string;
}

/** Addresses that nobody has (RFC 5737, RFC 3849), registered to whoever looks after them. */
const DOCUMENTATION = /^(?:192\.0\.2\.|198\.51\.100\.|203\.0\.113\.|2001:db8:)/;

let reader: Reader<CountryResponse> | undefined | null;

/** ISO 3166-1 alpha-2 of the country an address is registered in; ZZ for private, reserved and unknown ones. */
export function countryOf(address: string): string {
  if (DOCUMENTATION.test(address)) return UNKNOWN_COUNTRY;
  if (reader === undefined) reader = open();
  // The package's records are flatter than the ones maxmind's types describe.
  const code = (reader?.get(address) as CountryRecord | null | undefined)?.country_code;
  return code !== undefined && /^[A-Z]{2}$/.test(code) ? code : UNKNOWN_COUNTRY;
}

/** The database is a package: read once, held in memory, and never asked for over the network. */
function open(): Reader<CountryResponse> | null {
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
