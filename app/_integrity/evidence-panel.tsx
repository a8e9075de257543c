import { WideTable } from "@/app/_frame/wide-table";
import details from "@/app/_metrics/details.module.css";
import type { EvidenceOf } from "@/lib/integrity/evidence";
import type { Flag } from "@/lib/integrity/inbox";
import { pointWords, shareWords, shortDayWords, wholeNumber } from "@/lib/usage/words";
import { measureWords, ratioWords } from "./flag-words";
import styles from "./integrity.module.css";
import { RatioBand } from "./ratio-band";

/** The figures a rule went by, as a table. */
export function EvidencePanel({ flag: { evidence }, least }: { flag: Flag; least: number }) {
  switch (evidence.rule) {
    case "network":
      return <NetworkTable evidence={evidence} least={least} />;
    case "flat":
      return (
        <Facts
          facts={[
            ["Days in a row", wholeNumber(evidence.days)],
            ["Least and most a day", `${wholeNumber(evidence.least)} and ${wholeNumber(evidence.most)}`],
            ["On average", ratioWords(evidence.mean)],
            [
              "Variance over mean",
              `${ratioWords(evidence.dispersion)}; of independent readers it is 1, and of most articles more`,
            ],
          ]}
        />
      );
    case "stalled":
      return (
        <Facts
          facts={[
            ["Measure", measureWords(evidence.measure)],
            ["Days in a row with none", wholeNumber(evidence.days)],
            ["To be expected in them", wholeNumber(evidence.expected)],
            ["The other two measures in them", wholeNumber(evidence.siblings)],
            [
              `The ${evidence.before.days} days before`,
              `${wholeNumber(evidence.before.measure)}, beside ${wholeNumber(evidence.before.siblings)} of the other two`,
            ],
          ]}
        />
      );
    case "spike":
      return (
        <Facts
          facts={[
            ["Views and downloads in the month", wholeNumber(evidence.usage)],
            [`Average of the ${evidence.months} months before`, ratioWords(evidence.average)],
            [
              "Told when",
              evidence.sense === "more"
                ? `above ${wholeNumber(Math.round(3 * evidence.average + 100))}: three times the average and 100`
                : "below one per cent of an average of 20 or more",
            ],
          ]}
        />
      );
    case "ratio":
      return <RatioTable evidence={evidence} />;
  }
}

function Facts({ facts }: { facts: readonly (readonly [string, string])[] }) {
  return (
    <WideTable label="The figures in question">
      <tbody>
        {facts.map(([name, value]) => (
          <tr key={name}>
            <th scope="row">{name}</th>
            <td>{value}</td>
          </tr>
        ))}
      </tbody>
    </WideTable>
  );
}

function NetworkTable({ evidence, least }: { evidence: EvidenceOf<"network">; least: number }) {
  return (
    <>
      <WideTable label="One network’s share by day">
        <thead>
          <tr>
            <th scope="col">Day</th>
            <th scope="col">Requests by readers</th>
            <th scope="col">Of one network</th>
            <th scope="col">Share</th>
            <th scope="col">Its readers</th>
          </tr>
        </thead>
        <tbody>
          {evidence.days.flatMap(({ day, usage, networks }) =>
            networks.map((one) => (
              <tr key={`${day} ${one.network}`}>
                <th scope="row">{shortDayWords(day)}</th>
                <td>{wholeNumber(usage)}</td>
                <td>{wholeNumber(one.usage)}</td>
                <td
                  className={details.share}
                  style={{ "--share": usage === 0 ? 0 : one.usage / usage } as React.CSSProperties}
                >
                  {shareWords(one.usage, usage)}
                </td>
                <td>{one.visitors < least ? `fewer than ${least}` : wholeNumber(one.visitors)}</td>
              </tr>
            )),
          )}
        </tbody>
      </WideTable>
      <p className={styles.soft}>
        A network is all addresses that begin alike: a building, a campus, a provider. Its name is made anew every day
        and leads back to nobody, so that two days cannot be said to be of the same one. Requests are told before double
        clicks are taken out.
      </p>
    </>
  );
}

function RatioTable({ evidence: { months, to, type } }: { evidence: EvidenceOf<"ratio"> }) {
  const views = to === "abstractViews" ? "Abstract views" : "Full-text views";
  const last = months.at(-1);
  return (
    <>
      {last && <RatioBand month={last} />}
      <WideTable label="The ratio by month">
        <thead>
          <tr>
            <th scope="col">Month</th>
            <th scope="col">PDF downloads</th>
            <th scope="col">{views}</th>
            <th scope="col">PDFs a view</th>
            <th scope="col">Peers, the middle</th>
            <th scope="col">Nine in ten peers</th>
          </tr>
        </thead>
        <tbody>
          {months.map(({ month, pdfDownloads, views: seen, ratio, peers }) => (
            <tr key={month}>
              <th scope="row">{pointWords(month, "month")}</th>
              <td>{wholeNumber(pdfDownloads)}</td>
              <td>{wholeNumber(seen)}</td>
              <td>{ratioWords(ratio)}</td>
              <td>{ratioWords(peers.median)}</td>
              <td className={styles.less}>
                {ratioWords(peers.low)} to {ratioWords(peers.high)}
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <p className={styles.soft}>
        Peers are the {wholeNumber(last?.peers.articles ?? 0)} articles of the journal
        {type === "" ? "" : ` of type ${type}`} with enough usage in the month, this one among them.
      </p>
    </>
  );
}
