export const inputMessages = {
  'input.assumption': { nl: 'aanname', en: 'assumption' },
  'input.assumption-of': { nl: 'aanname: {what}', en: 'assumption: {what}' },
  'input.convert': { nl: 'Reken om: {amount}', en: 'Convert: {amount}' },
  'input.expected': { nl: 'Verwacht: {expected}.', en: 'Expected: {expected}.' },
  'input.next-month': { nl: 'Volgende maand', en: 'Next month' },
  'input.not-a-date': {
    nl: 'Dit is geen datum. Schrijf dag, maand en jaar, zoals 01-10-2022.',
    en: 'This is not a date. Write day, month and year, such as 01/10/2022.',
  },
  'input.not-whole': { nl: 'Dit is geen heel getal, zoals 12 of 2026.', en: 'This is not a whole number, such as 12 or 2026.' },
  'input.per-hour': {
    nl: 'Dit tarief geldt per dagdeel; u vulde een bedrag per uur in.',
    en: 'This tariff is per half-day; you entered an amount per hour.',
  },
  'input.per-hour-is': {
    nl: '{found} is {amount} per dagdeel van vier uur.',
    en: '{found} is {amount} per half-day of four hours.',
  },
  'input.pick-date': { nl: 'Kies een datum', en: 'Pick a date' },
  'input.previous-month': { nl: 'Vorige maand', en: 'Previous month' },
  'input.put-back': { nl: 'Zet {value} terug', en: 'Put back {value}' },
  'input.range': { nl: 'nu een bandbreedte: {low} tot {high}', en: 'now a range: {low} to {high}' },
  'input.claims': { nl: 'uit uw declaraties; leeg laten', en: 'from your claims; leave it empty' },
  'input.unknown': { nl: 'onbekend, telt niet mee als nul', en: 'unknown, not counted as zero' },
} as const;
