export const tapeMessages = {
  'tape.ask': { nl: 'Hoe is dit berekend?', en: 'How is this computed?' },
  'tape.ask-of': { nl: 'Hoe is dit berekend? {of}', en: 'How is this computed? {of}' },
} as const;
