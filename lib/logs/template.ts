/** A template that cannot be understood. */
export class TemplateError extends Error {}

/** What a placeholder stands for when the template does not say. The DOI ends where the rest of the template begins. */
const PLACEHOLDERS: Record<string, string> = {
  doi: String.raw`10\.\d{4,9}(?:\.\d+)*/[^/]+(?:/[^/]+)*?`,
  issn: String.raw`\d{4}-\d{3}[\dXx]`,
  volume: "[^/]+",
  issue: "[^/]+",
  page: "[^/]+",
  id: "[^/]+",
  part: "[^/]+",
};

/**
 * A path like `/{journal}/article/view/{id}/{part:pdf|\d+}`: fixed words in any case, placeholders for one step (`{doi}` for
 * several) that may say by a regular expression what they take, `/**` at the beginning for any steps.
 */
export function compilePath(template: string): RegExp {
  if (!template.startsWith("/")) throw new TemplateError(`${template} must begin with a slash`);
  const anywhere = template.startsWith("/**/");
  return expression(anywhere ? template.slice(3) : template, anywhere ? "(?:/[^/]+)*?" : "", template);
}

/** The value of a query parameter, like `{doi}` or `printable`. */
export const compileValue = (template: string): RegExp => expression(template, "", template);

function expression(template: string, prefix: string, whole: string): RegExp {
  let source = prefix;
  let i = 0;
  while (i < template.length) {
    const open = template.indexOf("{", i);
    source += escaped(template.slice(i, open === -1 ? template.length : open));
    if (open === -1) break;
    const close = closing(template, open);
    if (close === -1) throw new TemplateError(`${whole} has a { without its }`);
    source += placeholder(template.slice(open + 1, close), whole);
    i = close + 1;
  }
  try {
    return new RegExp(`^${source}$`, "i");
  } catch {
    throw new TemplateError(`${whole} is no valid template`);
  }
}

/** Braces may stand in braces: `{id:\d{4}}`. */
function closing(template: string, open: number): number {
  let depth = 0;
  for (let i = open; i < template.length; i += 1) {
    if (template[i] === "{") depth += 1;
    if (template[i] === "}") depth -= 1;
    if (depth === 0) return i;
  }
  return -1;
}

function placeholder(inside: string, whole: string): string {
  const colon = inside.indexOf(":");
  const name = colon === -1 ? inside : inside.slice(0, colon);
  const takes = colon === -1 ? (PLACEHOLDERS[name] ?? "[^/]+") : inside.slice(colon + 1);
  if (!/^\w*$/.test(name)) throw new TemplateError(`${whole}: ${name} is no name of a placeholder`);
  // Only what names the article or its part is of interest later.
  return name in PLACEHOLDERS ? `(?<${name}>${takes})` : `(?:${takes})`;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
