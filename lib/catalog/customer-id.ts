/** COUNTER R5.1 §8.2 calls everybody together so, and nobody else. */
export const THE_WORLD = "0000000000000000";

/** Whether an institution can be called so in COUNTER's API: letters, digits and . _ - as it stands in addresses. */
export const isCustomerId = (text: string): boolean => /^[\w.-]{1,64}$/.test(text) && text !== THE_WORLD;
