import form from "@/app/_forms/form.module.css";
import { linkMetadata } from "@/app/_forms/link-metadata";
import page from "@/app/_frame/page.module.css";
import { DeskHead } from "@/app/_people/desk-head";
import { requirePerson } from "@/app/_people/person";

export const metadata = linkMetadata("Use this address");

/** Where the link that proves an address leads. Looking at it does not use it up: programs that check mail look too. */
export default async function AddressLinkPage({ params }: PageProps<"/desk/account/address/[token]">) {
  const { token } = await params;
  const path = `/desk/account/address/${encodeURIComponent(token)}`;
  const person = await requirePerson(path);
  return (
    <>
      <DeskHead person={person} />
      <div className={page.lost}>
        <h1 className={page.title}>Use this address</h1>
        <p>
          The address that this link was mailed to becomes that of {person.name}, who is signed in here. Is that not
          you? Then close this page.
        </p>
        <form method="post" action={`${path}/use`}>
          <button type="submit" className={form.button}>
            Use this address
          </button>
        </form>
      </div>
    </>
  );
}
