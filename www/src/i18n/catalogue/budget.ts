export const budgetMessages = {
} as const;
