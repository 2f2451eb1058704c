import { describe, expect, test } from 'vitest';
import type { Claims, ColumnChoice, FileInspection, FileReport } from 'dagdeel';
import { OwnData, type ReadNumber } from './session.ts';
import { size } from './words.ts';

const format = { encoding: 'utf-8', delimiter: ';', decimal: 'comma', dates: 'dmy', header: true } as const;
const columns = [{ column: 0, name: { nl: 'Prod', en: 'Prod' }, meaning: 'product', why: { nl: '', en: '' }, personal: null, examples: [] }] as const;
const none = { lines: 0, euros: '0.00' };
const inspection = (file: string): FileInspection => ({ file, format: { ...format }, columns: [...columns] as never, problems: [], readable: true });
const report = (file: string): FileReport => ({ file, bytes: 3, format: { ...format }, columns: [...columns] as never, all: none, accepted: none, rejected: none, withoutAmount: 0, reasons: [], problems: [] });

class Refused extends Error {
  readonly code: string;
  readonly problems = [{ code: 'no-csv', path: null, message: { nl: 'geen CSV', en: 'no CSV' }, found: null, expected: null }];
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** A session that answers at once and writes down what it was asked. */
function fake(own: Partial<Claims> = {}, readNumber: ReadNumber = async (text) => ({ value: text })) {
  const asked: string[] = [];
  const claims = {
    mode: 'analyse',
    inspect: async ({ name }: { name: string }, choices: { columns?: ColumnChoice[] }) => {
      asked.push(`inspect ${name} ${choices.columns?.length ?? 0}`);
      return inspection(name);
    },
    read: async ({ name }: { name: string }) => {
      asked.push(`read ${name}`);
      return report(name);
    },
    remove: async (at: number) => void asked.push(`remove ${at}`),
    summary: async () => ({ mode: 'analyse', files: [], all: none, accepted: none, rejected: none, clients: 0, months: [], columns: 0, names: 0 }),
    finish: async () => void asked.push('finish'),
    close: () => void asked.push('close'),
    ...own,
  } as unknown as Claims;
  const kept = new Map<string, ColumnChoice[]>();
  const opened: string[] = [];
  const data = new OwnData(async ({ mode }) => {
    opened.push(mode ?? '');
    return claims;
  }, { of: (signature) => kept.get(signature) ?? null, keep: (signature, choice) => void kept.set(signature, choice) }, readNumber);
  return { data, asked, opened, kept };
}

const file = (name: string) => new File(['a;b'], name);

describe('own data', () => {
  test('opens no worker before a file is chosen, and one for all of them', async () => {
    const { data, opened } = fake();
    expect(opened).toEqual([]);
    await data.add([file('a.csv'), file('b.csv')]);
    expect(opened).toEqual(['analyse']);
    expect(data.files.map(({ inspection: found }) => found?.file)).toEqual(['a.csv', 'b.csv']);
  });

  test('a file that is refused stays with its reason, and the others are read', async () => {
    const { data, asked } = fake({ inspect: async ({ name }) => { if (name === 'foto.csv') throw new Refused('claims-refused'); return inspection(name); } });
    await data.add([file('foto.csv'), file('b.csv')]);
    expect(data.files[0]?.problem?.[0]?.code).toBe('no-csv');
    await data.readAll();
    expect(asked).toEqual(['read b.csv']);
    expect(data.read.map(({ name }) => name)).toEqual(['b.csv']);
  });

  test('a matching that was kept is used for the next file with that header', async () => {
    const { data, asked, kept } = fake();
    await data.add([file('a.csv')]);
    data.keepMapping(data.files[0]!);
    expect([...kept.values()]).toEqual([[{ column: 0, meaning: 'product' }]]);
    await data.add([file('b.csv')]);
    expect(asked).toEqual(['inspect a.csv 0', 'inspect b.csv 0', 'inspect b.csv 1']);
  });

  test('removing a file counts among the files that were read', async () => {
    const { data, asked } = fake();
    await data.add([file('a.csv')]);
    await data.readAll();
    await data.add([file('b.csv'), file('c.csv')]);
    await data.remove(data.files[1]!);
    await data.readAll();
    await data.remove(data.files[1]!);
    expect(asked.filter((line) => line.startsWith('remove'))).toEqual(['remove 1']);
    expect(data.files.map(({ name }) => name)).toEqual(['a.csv']);
  });

  test('another mode ends the worker and all that was read', async () => {
    const { data, asked, opened } = fake();
    await data.add([file('a.csv')]);
    await data.choose('controle');
    expect(data.files).toEqual([]);
    expect(asked.at(-1)).toBe('close');
    await data.add([file('a.csv')]);
    expect(opened).toEqual(['analyse', 'controle']);
  });

  test('wiping ends what was asked, does nothing that still waited, and tells nothing of it', async () => {
    let stopped = (_: Error) => {};
    const { data, asked, opened } = fake({ inspect: () => new Promise((_, reject) => { stopped = reject; }), close: () => stopped(new Refused('closed')) });
    const looking = data.add([file('a.csv')]);
    await expect.poll(() => data.work?.kind).toBe('looking');
    const waiting = data.readAll();
    await data.clear();
    await Promise.all([looking, waiting]);
    expect([data.problem, data.files, asked, opened]).toEqual([null, [], [], ['analyse']]);
  });

  test('a reader that stopped loses everything, and says so', async () => {
    const { data } = fake({ read: async () => { throw new Refused('claims-trap'); } });
    await data.add([file('a.csv')]);
    await data.readAll();
    expect(data.files).toEqual([]);
    expect(data.problem?.code).toBe('claims-trap');
  });

  test('what is typed as an amount is read by the engine; what it refuses is said and not taken', async () => {
    const read: Record<string, string> = { ' € 1.234,56': '1234.56', '49.01': '49.01', '250000': '250000', '0,5': '0.5' };
    const error = { code: 'no-number', path: null, message: { nl: 'geen getal', en: 'no number' }, found: null, expected: null };
    const { data } = fake({}, async (text) => (read[text] === undefined ? { error } : { value: read[text] }));
    const taken: string[] = [];
    for (const text of [...Object.keys(read), 'veel', '']) await data.type(text, (amount) => taken.push(amount));
    expect(taken.toSorted()).toEqual(['', ...Object.values(read)].toSorted());
    await data.type('veel', (amount) => taken.push(amount));
    expect([taken.length, data.problem?.code]).toEqual([5, 'no-number']);
  });

  test('what is wrong with what was typed stays when the page asks something by itself', async () => {
    const error = { code: 'no-number', path: null, message: { nl: 'geen getal', en: 'no number' }, found: null, expected: null };
    const { data } = fake({ base: async () => null as never }, async () => ({ error }));
    await data.type('veel', () => {});
    await data.baseOf({ year: '2023' });
    expect(data.problem?.code).toBe('no-number');
  });

  test('what is typed while the last is still being read is taken too, in that order', async () => {
    let read = () => {};
    const slow = new Promise<void>((resolve) => { read = resolve; });
    const asked: unknown[] = [];
    const { data } = fake({ runOff: async (wish) => void asked.push(wish?.allocated) as never }, async (text) => {
      if (text === '100') await slow;
      return { value: text };
    });
    const euros = data.type('100', (value) => void data.allocate(2023, { euros: value }));
    const takeUp = data.type('90', (value) => void data.allocate(2023, { takeUp: value }));
    read();
    await Promise.all([euros, takeUp]);
    await expect.poll(() => data.runOffAsked.allocated).toEqual([{ year: 2023, euros: '100', takeUp: '90', inflow: '0' }]);
    expect(asked).toHaveLength(1);
    await data.undoRunOff();
    expect([data.runOffAsked, data.allocated, data.runOffBefore]).toEqual([{}, null, []]);
  });

  test('changes to the run-off that are made while one is computed all stay', async () => {
    const { data } = fake({ runOff: async () => null as never });
    await Promise.all([data.toRunOff((asked) => ({ ...asked, seen: '2023-11' })), data.toRunOff((asked) => ({ ...asked, longest: 12 })), data.toRunOff((asked) => ({ ...asked, tail: '1.1' }))]);
    expect(data.runOffAsked).toEqual({ seen: '2023-11', longest: 12, tail: '1.1' });
    await Promise.all([data.undoRunOff(), data.undoRunOff(), data.undoRunOff(), data.undoRunOff()]);
    expect([data.runOffAsked, data.runOffBefore]).toEqual([{}, []]);
  });

  test('the size of a file is written in whole kB or MB', () => {
    expect(size(65_000_000, 'nl')).toBe('65\u00a0MB');
    expect(size(12, 'nl')).toBe('1\u00a0kB');
  });
});
