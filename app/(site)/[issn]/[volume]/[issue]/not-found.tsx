import { Unknown } from "@/app/_frame/unknown";

export default function UnknownIssue() {
  return <Unknown part="issue" />;
}
