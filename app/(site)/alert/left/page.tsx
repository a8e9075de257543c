import Link from "next/link";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";

export const metadata = linkMetadata("Unsubscribed");

export default function LeftPage() {
  return (
    <div className={page.lost}>
      <h1 className={page.title}>You are unsubscribed</h1>
      <p role="status">
        Your address is off the list. A mail that was already under way may still arrive; no other will.
      </p>
      <p>
        <Link prefetch={false} href="/">
          To the journals
        </Link>
      </p>
    </div>
  );
}
