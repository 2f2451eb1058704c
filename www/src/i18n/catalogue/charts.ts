export const chartMessages = {
} as const;
