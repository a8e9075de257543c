/** Whether a text is an ORCID iD, its check digit (ISO 7064, MOD 11-2) included. */
export function isOrcid(text: string): boolean {
  if (!/^\d{4}-\d{4}-\d{4}-\d{3}[\dX]$/.test(text)) return false;
  const digits = [...text.replaceAll("-", "")];
  const total = digits.slice(0, 15).reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
  const check = (12 - (total % 11)) % 11;
  return digits[15] === (check === 10 ? "X" : String(check));
}
