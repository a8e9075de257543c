import { FRESH_MINUTES, LINK_HOURS, PASSWORD_LENGTHS } from "@/lib/people/rules";

const { shortest, longest } = PASSWORD_LENGTHS;

interface Said {
  good: boolean;
  words: string;
}
const good = (words: string): Said => ({ good: true, words });
const fault = (words: string): Said => ({ good: false, words });

/** What may be said on the page of one's account, by the state its address tells. */
export const ACCOUNT_STATES: ReadonlyMap<unknown, Said> = new Map([
  ["short", fault(`A password has at least ${shortest} characters. A few words in a row are easy to keep in mind.`)],
  ["long", fault(`A password has at most ${longest} characters.`)],
  ["plain", fault("This password is among the first that anybody would try.")],
  ["differs", fault("The two passwords are not the same.")],
  [
    "old",
    fault(`How you sign in is changed within ${FRESH_MINUTES} minutes after signing in. Sign out, and in again.`),
  ],
  ["linked", good("Your ORCID iD is linked. You may sign in with it from now on.")],
  ["unlinked", good("Your ORCID iD is taken off.")],
  ["only-way", fault("Your ORCID iD is the only way you sign in. Add an e-mail address first.")],
  ["orcid-down", fault("ORCID cannot be reached just now. Try again in a while.")],
  ["orcid-no", fault("You did not let ORCID say who you are. Nothing was changed.")],
  ["orcid-refused", fault("ORCID did not confirm who you are. Nothing was changed.")],
  [
    "orcid-taken",
    fault(
      "This iD signs in another account here, perhaps made when you first came with it. An administrator can remove that one; then link the iD here.",
    ),
  ],
  ["no-address", fault("That is no e-mail address.")],
  ["often", fault("Your network asked very often in this hour. Try again in an hour.")],
  ["address-sent", good(`A link is on its way to that address. Open it in this browser, within ${LINK_HOURS} hours.`)],
  ["address-proved", good("That is your address now.")],
  ["address-used", fault("This link is not good any more, or not for you. Ask for another one here.")],
  ["browser-out", good("That browser is signed out.")],
]);
