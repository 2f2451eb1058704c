export const inputMessages = {
} as const;
