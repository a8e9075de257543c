import page from "@/app/_frame/page.module.css";

/** For links that never were, are over or were revoked: all alike. */
export default function NoSuchLink() {
  return (
    <div className={page.lost}>
      <h1 className={page.title}>This link shows nothing</h1>
      <p>It is not a whole one, or it is not good any more. Whoever gave it to you can make another.</p>
    </div>
  );
}
