import { describe, expect, it } from 'vitest';
import { Paper, spreadOut } from './scene.ts';
import { textWidth, wrapped } from './text.ts';

describe('labels beside one another', () => {
  it('stay where they want to be when there is room', () => {
    expect(spreadOut([10, 60, 110], [16, 16, 16], 0, 200)).toEqual([10, 60, 110]);
  });

  it('move apart, keep their order and stay inside', () => {
    const places = spreadOut([190, 188, 189, 20], [16, 16, 16, 16], 0, 200);
    expect(places[3]).toBe(20);
    const order = [places[1], places[2], places[0]] as number[];
    expect(order).toEqual([...order].sort((a, b) => a - b));
    expect(Math.min((order[1] ?? 0) - (order[0] ?? 0), (order[2] ?? 0) - (order[1] ?? 0))).toBeGreaterThanOrEqual(16);
    expect((order[2] ?? 0) + 16).toBeLessThanOrEqual(200);
  });

  it('never stand over one another, even where there is no room for all', () => {
    const places = spreadOut(Array(20).fill(50), Array(20).fill(16), 0, 100).sort((a, b) => a - b);
    for (const [index, place] of places.entries()) if (index > 0) expect(place - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(16);
  });
});

describe('text on the paper', () => {
  it('is only written where nothing stands', () => {
    const paper = new Paper(200, 100);
    expect(paper.textIfFree('c-note', 10, 50, 'onder')).toBe(true);
    expect(paper.textIfFree('c-note', 12, 52, 'erover')).toBe(false);
    expect(paper.textIfFree('c-note', 190, 80, 'valt eraf')).toBe(false);
    expect(paper.scene().marks).toHaveLength(1);
  });

  it('breaks at spaces within its width', () => {
    const lines = wrapped('Deelprestaties verblijf (GGZ) 0,70', 120, 12.5);
    expect(lines.join(' ')).toBe('Deelprestaties verblijf (GGZ) 0,70');
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 12.5)).toBeLessThanOrEqual(120);
  });
});
