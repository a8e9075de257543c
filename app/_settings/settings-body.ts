import { z } from "zod";
import { formBody } from "@/app/_forms/form-body";
import { storable } from "@/lib/db/storable";
import { type SettingTexts, typedTexts } from "./setting-text";

export interface SettingsBody {
  typed: SettingTexts;
  /** The form as it was when it was opened, and the instant of the settings it showed. */
  base: Partial<SettingTexts>;
  asOf: Date;
  /** Which button was pressed. */
  press: string;
}

/** Every text at its longest, in the widest writing of an address, and once more as it was. */
const LONGEST = 400_000;
const Text = z.string().transform(storable);
const Base = z.record(Text, Text);

/** The form as it was sent; undefined for one that did not arrive whole. */
export async function settingsBody(request: Request): Promise<SettingsBody | undefined> {
  const form = await formBody(request, LONGEST);
  const [base, asOf] = [form.get("base"), new Date(form.get("as-of") ?? "")];
  if (base === null || Number.isNaN(asOf.getTime())) return undefined;
  return { typed: typedTexts((name) => form.get(name)), base: baseOf(base), asOf, press: form.get("press") ?? "save" };
}

function baseOf(json: string): Partial<SettingTexts> {
  try {
    return Base.parse(JSON.parse(json));
  } catch {
    return {};
  }
}
