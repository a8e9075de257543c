import form from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";

export const metadata = linkMetadata("Sign in");

/** Where a sign-in link leads. Looking at it does not use it up: programs that check mail look too. */
export default async function SignInLinkPage({ params }: PageProps<"/sign-in/[token]">) {
  const { token } = await params;
  return (
    <div className={page.lost}>
      <h1 className={page.title}>Sign in</h1>
      <p>This link signs you in once, in this browser.</p>
      <form method="post" action={`/sign-in/${encodeURIComponent(token)}/enter`}>
        <button type="submit" className={form.button}>
          Sign in
        </button>
      </form>
    </div>
  );
}
