import { firstDay, lastDay } from "@/lib/calendar/month";
import { type CounterException, exceptionWords } from "./exception";
import { type Customer, institutionIds, type ReportHost } from "./host";
import { isView } from "./report-kind";
import type { ReportRequest } from "./request";

export interface HeaderFacts {
  host: ReportHost;
  customer: Customer;
  request: ReportRequest;
  exceptions: readonly CounterException[];
  created: Date;
}

const RELEASE = "5.1";

/** The filters of a report but its dates: a view's own, or those that were asked for. */
function filtersSaid({ kind, said }: ReportRequest): Record<string, string[]> {
  const { view } = kind;
  if (!view) return said as Record<string, string[]>;
  return {
    ...(view.dataType && { Data_Type: [view.dataType] }),
    ...(view.accessType && { Access_Type: [view.accessType] }),
    Access_Method: [view.accessMethod],
    Metric_Type: [...kind.askable],
    ...(said.Platform && { Platform: said.Platform }),
  };
}

/** Filters that are one text and no list in JSON. */
const SINGLE = new Set(["Platform", "Item_ID", "Author", "Attributed", "Country_Code"]);

/** COUNTER R5.1 §3.2.2 and the API's schema: the header of a report as JSON. */
export function jsonHeader({ host, customer, request, exceptions, created }: HeaderFacts): Record<string, unknown> {
  const { kind, begin, end, attributes, totals, parents, components } = request;
  const asked = {
    ...(attributes.length > 0 && { Attributes_To_Show: attributes }),
    ...(totals && { Granularity: "Totals" }),
    ...(parents && { Include_Parent_Details: "True" }),
    ...(components && { Include_Component_Details: "True" }),
  };
  return {
    Report_Name: kind.name,
    Report_ID: kind.id,
    Release: RELEASE,
    Institution_Name: customer.name,
    Institution_ID: institutionIds(customer, host),
    Report_Filters: {
      ...Object.fromEntries(
        Object.entries(filtersSaid(request)).map(([name, values]) => [
          name,
          SINGLE.has(name) ? values.join("|") : values,
        ]),
      ),
      Begin_Date: firstDay(begin),
      End_Date: lastDay(end),
    },
    ...(!isView(kind) && Object.keys(asked).length > 0 && { Report_Attributes: asked }),
    ...(exceptions.length > 0 && { Exceptions: exceptions }),
    Created: created.toISOString().replace(/\.\d+Z$/, "Z"),
    Created_By: host.createdBy,
    Registry_Record: host.registryRecord,
  };
}

/** COUNTER R5.1 Table 3.f: rows 1 to 13 of a tabular report, label and value. */
export function tabularHeader({ host, customer, request, exceptions, created }: HeaderFacts): [string, string][] {
  const { kind, begin, end, attributes, totals, parents, components } = request;
  const { Metric_Type: metrics = [], ...filters } = filtersSaid(request);
  const listed = (pairs: Record<string, readonly string[]>) =>
    Object.entries(pairs)
      .map(([name, values]) => `${name}=${values.join("|")}`)
      .join("; ");
  const asked = {
    ...(attributes.length > 0 && { Attributes_To_Show: attributes }),
    ...(totals && { Exclude_Monthly_Details: ["True"] }),
    ...(parents && { Include_Parent_Details: ["True"] }),
    ...(components && { Include_Component_Details: ["True"] }),
  };
  return [
    ["Report_Name", kind.name],
    ["Report_ID", kind.id],
    ["Release", RELEASE],
    ["Institution_Name", customer.name],
    [
      "Institution_ID",
      Object.entries(institutionIds(customer, host))
        .flatMap(([namespace, ids]) => ids.map((id) => (namespace === "Proprietary" ? id : `${namespace}:${id}`)))
        .join("; "),
    ],
    ["Metric_Types", metrics.join("; ")],
    ["Report_Filters", listed(filters)],
    ["Report_Attributes", isView(kind) ? "" : listed(asked)],
    ["Exceptions", exceptions.map(exceptionWords).join("; ")],
    ["Reporting_Period", `Begin_Date=${firstDay(begin)}; End_Date=${lastDay(end)}`],
    ["Created", created.toISOString().replace(/\.\d+Z$/, "Z")],
    ["Created_By", host.createdBy],
    ["Registry_Record", host.registryRecord],
  ];
}
