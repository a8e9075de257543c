import Link from "next/link";
import drafts from "@/app/_drafts/drafts.module.css";
import form from "@/app/_forms/form.module.css";
import { monthsOf } from "@/lib/calendar/month";
import { THE_WORLD } from "@/lib/catalog/customer-id";
import type { Availability } from "@/lib/reports/counter/availability";
import { parameterFields } from "@/lib/reports/counter/parameter-field";
import { isView, type ReportKind } from "@/lib/reports/counter/report-kind";
import styles from "./counter.module.css";
import type { CustomersToChoose } from "./customers-to-choose";
import type { OpenReport } from "./open-reports";
import { ParameterInput } from "./parameter-input";
import { fieldWords, monthWords } from "./words";

interface Props {
  open: OpenReport;
  available: Availability;
  /** Undefined for whoever may see The World alone. */
  customers: CustomersToChoose | undefined;
  platformId: string;
}

/** What a report is asked by: for whom, of which months, and all that it knows beside. Sent as the page's address. */
export function ReportForm({ open, available, customers, platformId }: Props) {
  const { kind, parameters } = open.asked;
  const fields = parameterFields(kind);
  const filters = fields.filter(({ name }) => isFilter(kind, name));
  const shape = fields.filter(({ name }) => !isFilter(kind, name));
  const input = (field: (typeof fields)[number]) => (
    <ParameterInput
      key={field.name}
      field={field}
      {...{ hint: undefined, ...fieldWords(field.name, kind, platformId) }}
      text={parameters[field.name] ?? ""}
      fault={open.faults.get(field.name)}
    />
  );
  return (
    <form action="/desk/counter" method="get" className={styles.form}>
      <input type="hidden" name="report" value={kind.id} />
      <div className={styles.row}>
        {customers && <CustomerField open={open} {...customers} />}
        <MonthField name="begin_date" label="From" {...{ open, available }} />
        <MonthField name="end_date" label="To, the whole month" {...{ open, available }} />
      </div>
      {!isView(kind) && (
        <>
          <fieldset className={styles.group}>
            <legend>Filters: which usage is reported</legend>
            {filters.map(input)}
          </fieldset>
          <fieldset className={styles.group}>
            <legend>Attributes: how it is shown</legend>
            {shape.map(input)}
          </fieldset>
        </>
      )}
      <button type="submit" className={form.button}>
        Show the report
      </button>
    </form>
  );
}

const isFilter = ({ filters }: ReportKind, name: string): boolean =>
  filters.some((filter) => filter.toLowerCase() === name);

function CustomerField({ open, customers, left }: CustomersToChoose & { open: OpenReport }) {
  const { customerId } = open.asked;
  const fault = open.faults.get("customer_id");
  return (
    <div className={styles.field}>
      <label htmlFor="customer_id">Usage of</label>
      <select
        id="customer_id"
        name="customer_id"
        defaultValue={customerId === THE_WORLD ? "" : customerId}
        {...(fault ? { "aria-invalid": true, "aria-describedby": "customer_id-fault" } : {})}
      >
        <option value="">The World: everybody</option>
        {customers.map((one) => (
          <option key={one.id} value={one.customerId}>
            {one.name}
          </option>
        ))}
        {fault && <option value={customerId}>{customerId}</option>}
      </select>
      {left > 0 && (
        <small className={drafts.hint}>
          {left} more are found among the{" "}
          <Link prefetch={false} href="/desk/institutions">
            institutions
          </Link>
          .
        </small>
      )}
      {fault && (
        <strong id="customer_id-fault" className={drafts.fault}>
          {fault}
        </strong>
      )}
    </div>
  );
}

function MonthField({
  name,
  label,
  open,
  available: { first, last, open: waiting },
}: {
  name: "begin_date" | "end_date";
  label: string;
  open: OpenReport;
  available: Availability;
}) {
  const text = open.asked.parameters[name] ?? "";
  const chosen = text.slice(0, 7);
  const there = monthsOf(first, last);
  const fault = open.faults.get(name);
  return (
    <div className={styles.field}>
      <label htmlFor={name}>{label}</label>
      <select
        id={name}
        name={name}
        defaultValue={there.includes(chosen) ? chosen : text}
        {...(fault ? { "aria-invalid": true, "aria-describedby": `${name}-fault` } : {})}
      >
        {text === "" && <option value="">–</option>}
        {there.toReversed().map((month) => (
          <option key={month} value={month}>
            {monthWords(month)}
            {waiting.includes(month) ? " (not complete yet)" : ""}
          </option>
        ))}
        {text !== "" && !there.includes(chosen) && <option value={text}>{text}</option>}
      </select>
      {fault && (
        <strong id={`${name}-fault`} className={drafts.fault}>
          {fault}
        </strong>
      )}
    </div>
  );
}
