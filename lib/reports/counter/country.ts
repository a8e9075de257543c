const regions = new Intl.DisplayNames("en", { type: "region", fallback: "none" });

/** The country's name; a report that shows countries may leave none empty (V: every element of an extension has a value). */
export const countryName = (code: string): string => (code === "ZZ" ? "Unknown" : (regions.of(code) ?? "Unknown"));
