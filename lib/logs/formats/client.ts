import { parseAddress } from "@/lib/collector/client-address";

const PRIVATE =
  /^(?:10\.|127\.|192\.168\.|169\.254\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.|::1$|f[cd]|fe80)/i;

/**
 * The reader's address. A list that a proxy wrote (X-Forwarded-For, before the rest of the line or as a field of its own)
 * goes before the address of the connection, where it holds a public one; of a list, the first public entry.
 */
export function clientOf(prefix: string, fields: readonly string[]): string | undefined {
  for (const field of fields) {
    const forwarded = /^(?:[\s\d.:,a-f[\]]|unknown)+$/i.test(field) ? firstPublic(field.split(",")) : undefined;
    if (forwarded !== undefined) return forwarded;
  }
  const space = prefix.indexOf(" ");
  const word = space === -1 ? prefix : prefix.slice(0, space);
  if (!word.includes(",")) return addressIn(word);
  // "203.0.113.9, 10.0.0.1 - user": the list ends with the first word that no comma follows.
  const list = /^(?:[^\s,]+,\s*)+[^\s,]+/.exec(prefix)?.[0] ?? word;
  const entries = list.split(",");
  return firstPublic(entries) ?? entries.map(addressIn).find((address) => address !== undefined);
}

function firstPublic(entries: readonly string[]): string | undefined {
  for (const entry of entries) {
    const address = addressIn(entry);
    if (address !== undefined && !PRIVATE.test(address)) return address;
  }
  return undefined;
}

/** A quoted "0.123" is how long a request took, not 0.0.0.123, which old notations of IPv4 would make of it. */
const WHOLE = /:.*:|^\s*\d+\.\d+\.\d+\.\d+/;

/** Remembers the last one: lines that follow one another are often of one reader. */
let last = "";
let lastAddress: string | undefined;

function addressIn(text: string): string | undefined {
  if (text !== last) {
    last = text;
    lastAddress = plainV4(text) ? text : text.length > 60 || !WHOLE.test(text) ? undefined : parseAddress(text);
  }
  return lastAddress;
}

/** Most are plain IPv4, which needs no parser. */
function plainV4(text: string): boolean {
  let parts = 1;
  let value = -1;
  for (let i = 0; i < text.length; i += 1) {
    const digit = text.charCodeAt(i) - 48;
    if (digit === DOT) {
      if (value === -1 || parts === 4) return false;
      parts += 1;
      value = -1;
    } else {
      // Old notations give a leading zero another meaning.
      if (digit < 0 || digit > 9 || value === 0) return false;
      value = value === -1 ? digit : value * 10 + digit;
      if (value > 255) return false;
    }
  }
  return parts === 4 && value !== -1;
}

const DOT = -2;
