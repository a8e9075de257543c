import { Unknown } from "@/app/_frame/unknown";

export default function UnknownArticle() {
  return <Unknown part="page" />;
}
