export const keepingMessages = {
} as const;
