import { DROP_REASONS, type DropReason } from "@/lib/collector/classify";
import type { CountingSettings } from "@/lib/explain/in-force";
import { Section } from "./section";

const REASONS = Object.keys(DROP_REASONS) as DropReason[];

/** Every way a request is not recorded at all, as far as it happens here. */
export function NeverRecorded({ settings }: { settings: CountingSettings }) {
  const shown = REASONS.filter((reason) => reason !== "opted_out" || settings.privacySignals === "drop");
  return (
    <Section id="never" title="What is never recorded">
      <p>
        Some requests are no access at all (COUNTER R5.1 §7.1). Nothing is stored of them but how many there were, by
        article, day and reason; the answer to such a request says so in a header, <code>Usage-Dropped</code>, where a
        page’s script asked.
      </p>
      <ul>
        {shown.map((reason) => (
          <li key={reason}>{DROP_REASONS[reason]}</li>
        ))}
      </ul>
      {settings.privacySignals === "drop" && (
        <p>Of browsers that ask not to be counted not even that number is kept.</p>
      )}
      <p>A figure that a page shows is part of that page; opened by itself, it is a look at a figure.</p>
    </Section>
  );
}
