import mime from "mime";

/** What browsers show as a picture. */
const SHOWN = new Set(["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif", "image/svg+xml"]);
/** Programs: no journal's supplement, and what a mailbox would not take either. */
const PROGRAMS = new Set(
  "exe dll com bat cmd scr pif msi msp cpl vbs vbe wsf wsh hta jar ps1 lnk reg apk app dmg deb rpm iso img".split(" "),
);

/** The media type of a file by its name; what is not known is bytes. */
export const mediaTypeOf = (name: string): string => mime.getType(name) ?? "application/octet-stream";

export const isKnownType = (name: string): boolean => mime.getType(name) !== null;

/** Whether browsers show it as a picture. */
export const isShown = (mediaType: string): boolean => SHOWN.has(mediaType);

/** Whether files with this ending are programs. */
export const isProgram = (ending: string): boolean => PROGRAMS.has(ending.trim().toLowerCase());

/** Why a file of this name is not taken; undefined when it is. */
export function nameFault(name: string): string | undefined {
  if (isProgram(name.split(".").at(-1) ?? "")) return `${name} is a program`;
  if (/[\p{Cc}\p{Cf}/\\]/u.test(name)) return "its name holds characters that no name may";
  return name.length > 200 ? "its name is longer than 200 characters" : undefined;
}
