import Link from "next/link";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";

export const metadata = linkMetadata("Unsubscribed");

export default function LeftPage() {
  return (
    <div className={page.lost}>
      <h1 className={page.title}>You are unsubscribed</h1>
      <p role="status">No more mails about your articles are sent. One that was already under way may still arrive.</p>
      <p>
        <Link prefetch={false} href="/desk/mine/mail">
          To your settings
        </Link>
      </p>
    </div>
  );
}
