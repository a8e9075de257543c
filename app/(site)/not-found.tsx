import { Unknown } from "@/app/_frame/unknown";

export default function UnknownJournal() {
  return <Unknown part="journal" />;
}
