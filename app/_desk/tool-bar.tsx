import type { ReactNode } from "react";
import controls from "@/app/_charts/controls.module.css";
import { Shortcuts } from "@/app/_charts/shortcuts";

/** What stands over figures that have no choice of days. */
export function ToolBar({ tools }: { tools: ReactNode }) {
  return (
    <div className={controls.controls}>
      {tools}
      <Shortcuts links={{}} />
    </div>
  );
}
