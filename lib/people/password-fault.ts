import { PASSWORD_LENGTHS } from "./rules";

/** Why a password is not taken. */
export const PASSWORD_FAULTS = ["short", "long", "plain"] as const;
export type PasswordFault = (typeof PASSWORD_FAULTS)[number];

/** Passwords that are long enough only by being the same again, or a row of keys. */
const ROWS = ["01234567890123456789", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "passwordpassword"];

/** What is wrong with a new password; undefined when nothing is. */
export function passwordFault(password: string, email: string): PasswordFault | undefined {
  if ([...password].length < PASSWORD_LENGTHS.shortest) return "short";
  if (password.length > PASSWORD_LENGTHS.longest) return "long";
  const plain = password.toLowerCase();
  const repeats = new Set(plain).size < 4;
  return repeats || plain === email || ROWS.some((row) => row.includes(plain.slice(0, 12))) ? "plain" : undefined;
}
