export const tariffMessages = {
} as const;
