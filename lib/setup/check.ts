/** How a part of the installation stands: as it should, to be looked at, or not working. */
export type Verdict = "ok" | "look" | "failing";

export interface Finding {
  verdict: Verdict;
  /** What was found, without a secret of any kind. */
  found: string;
  /** What to do about it; empty where nothing is to be done. */
  todo: string;
}

export interface Check {
  id: string;
  title: string;
  find: () => Promise<Finding>;
}
export type Checked = Omit<Check, "find"> & Finding;

export const ok = (found: string): Finding => ({ verdict: "ok", found, todo: "" });
export const look = (found: string, todo: string): Finding => ({ verdict: "look", found, todo });
export const failing = (found: string, todo: string): Finding => ({ verdict: "failing", found, todo });

const WORST: readonly Verdict[] = ["ok", "look", "failing"];

/** The worst of several findings, with all that was found and all that is to be done. */
export function together(findings: readonly Finding[]): Finding {
  const said = (text: (finding: Finding) => string) => findings.map(text).filter(Boolean).join(" ");
  return {
    verdict: WORST[Math.max(...findings.map(({ verdict }) => WORST.indexOf(verdict)))] ?? "ok",
    found: said(({ found }) => found),
    todo: said(({ todo }) => todo),
  };
}
