export async function benchStandings(_quick: boolean): Promise<void> {}
