import { expect, test, vi } from 'vitest';
import { engineOf } from '../store/fixtures.ts';
import { SharedEngine } from './shared.ts';

test('many users share one engine; the last one to leave closes it', async () => {
  vi.useFakeTimers();
  const close = vi.fn();
  const open = vi.fn(async () => engineOf({ close }));
  const shared = new SharedEngine(open);
  expect(await shared.take()).toBe(await shared.take());
  expect(open).toHaveBeenCalledTimes(1);
  shared.release();
  await vi.runAllTimersAsync();
  expect(close).not.toHaveBeenCalled();
  shared.release();
  const moved = shared.take();
  await vi.runAllTimersAsync();
  expect(close, 'an element that was moved').not.toHaveBeenCalled();
  expect(await moved).toBe(await moved);
  shared.release();
  await vi.runAllTimersAsync();
  expect(close).toHaveBeenCalledTimes(1);
  await shared.take();
  expect(open).toHaveBeenCalledTimes(2);
  vi.useRealTimers();
});

test('an engine that could not be opened is tried again', async () => {
  const open = vi.fn().mockRejectedValueOnce(new Error('no')).mockResolvedValueOnce(engineOf({}));
  const shared = new SharedEngine(open);
  await expect(shared.take()).rejects.toThrow('no');
  expect((await shared.take()).version).toBe('test');
});
