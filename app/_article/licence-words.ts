const ELEMENTS: Record<string, string> = {
  BY: "Attribution",
  NC: "NonCommercial",
  ND: "NoDerivatives",
  SA: "ShareAlike",
};

/** A licence of Creative Commons by its short name, as its own deed words it, with the marks it is known by. */
export interface CommonsLicence {
  words: string;
  marks: string[];
  /** It gives all rights up instead of licensing them. */
  waiver: boolean;
}

/** Undefined for what is not the short name of one of them. */
export function commonsLicence(name: string): CommonsLicence | undefined {
  if (/^CC0 \d\.\d$/.test(name))
    return { words: "Creative Commons Zero Public Domain Dedication", marks: ["CC", "0"], waiver: true };
  const elements = /^CC ([A-Z]{2}(?:-[A-Z]{2})*) \d\.\d$/.exec(name)?.[1]?.split("-") ?? [];
  const words = elements.flatMap((element) => ELEMENTS[element] ?? []);
  if (words.length === 0 || words.length < elements.length) return undefined;
  return { words: `Creative Commons ${words.join("-")} License`, marks: ["CC", ...elements], waiver: false };
}
