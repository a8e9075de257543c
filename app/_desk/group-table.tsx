import Link from "next/link";
import { WideTable } from "@/app/_frame/wide-table";
import { readShare } from "@/lib/usage/conversion";
import type { Measures } from "@/lib/usage/measures";
import { wholeNumber } from "@/lib/usage/words";
import styles from "./desk.module.css";

export interface GroupRow {
  key: string;
  name: string;
  href: string | undefined;
  articles: number;
  measures: Measures;
}

const percent = new Intl.NumberFormat("en-GB", { style: "percent", maximumFractionDigits: 0 });

/** Groups of one kind with what each gathered. */
export function GroupTable({ heading, rows }: { heading: string; rows: readonly GroupRow[] }) {
  if (rows.length === 0) return null;
  return (
    <WideTable label={`By ${heading.toLowerCase()}`}>
      <thead>
        <tr>
          <th scope="col">{heading}</th>
          <th scope="col">Articles</th>
          <th scope="col">Views and downloads</th>
          <th scope="col">Full-text reads</th>
          <th scope="col">… for each article</th>
          <th scope="col">Read on to the text</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, href, articles, measures }) => {
          const share = readShare(measures);
          return (
            <tr key={key}>
              <th scope="row" className={styles.name}>
                {href === undefined ? (
                  <bdi>{name}</bdi>
                ) : (
                  <Link prefetch={false} href={href}>
                    <bdi>{name}</bdi>
                  </Link>
                )}
              </th>
              <td>{wholeNumber(articles)}</td>
              <td>{wholeNumber(measures.totalItemInvestigations)}</td>
              <td>{wholeNumber(measures.totalItemRequests)}</td>
              <td>{articles === 0 ? "–" : (measures.totalItemRequests / articles).toFixed(1)}</td>
              <td>{share === undefined ? "–" : percent.format(share)}</td>
            </tr>
          );
        })}
      </tbody>
    </WideTable>
  );
}
