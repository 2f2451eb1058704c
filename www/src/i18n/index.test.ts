import { describe, expect, test } from 'vitest';
import { t } from './index.ts';

describe('messages', () => {
  test('one line is a line, and any other number of them are lines', () => {
    expect(t('nl', 'own.file-rejected', { lines: '1', euros: '€ 1,00' })).toBe('1 regel kon niet worden gelezen (€ 1,00).');
    expect(t('nl', 'own.file-rejected', { lines: '0', euros: '€ 0,00' })).toBe('0 regels konden niet worden gelezen (€ 0,00).');
    expect(t('en', 'own.table.message', { clients: '1', euros: '€ 5.00', mean: '€ 5.00' })).toBe('**1** client cost **€ 5.00**, € 5.00 per client on average.');
    expect(t('en', 'own.answer.waiting', { count: '21' })).toBe('21 checks still wait.');
  });

  test('a place that nothing is given for stays as it is', () => {
    expect(t('nl', 'own.lines')).toBe('{lines} regels');
  });
});
