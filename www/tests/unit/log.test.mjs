import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { LEVELS, linesOf } = await load('lib/log/lines.ts');
const { TextSearch } = await load('lib/log/text-search.ts');
const { LogView } = await load('lib/log/view.ts');
const { LogMerge } = await load('lib/log/merge.ts');
const { segmentsOf } = await load('lib/log/segments.ts');
const { logText } = await load('lib/log/text.ts');

const entry = (message, level = 'INFO', timestamp = '2026-03-01T12:00:00Z') => ({ timestamp, level, message });
const lines = (...entries) => entries.flatMap((item, index) => [...linesOf(item, index + 1)]);

test('an entry of several lines is several lines, each numbered', () => {
  const found = [...linesOf(entry('a\nb\r\nc\n'), 7)];
  assert.deepEqual(
    found.map(({ number, text, continued }) => [number, text, continued]),
    [
      [7, 'a', false],
      [8, 'b', true],
      [9, 'c', true],
    ],
  );
});

test('every word for a level is one of four', () => {
  const words = {
    DEBUG: 'debug',
    trace: 'debug',
    Info: 'info',
    notice: 'info',
    WARN: 'warning',
    warning: 'warning',
    ERROR: 'error',
    critical: 'error',
    fatal: 'error',
  };
  for (const [word, level] of Object.entries(words)) assert.equal([...linesOf(entry('', word), 1)][0].level, level);
});

test('only the last state of a progress bar is kept', () => {
  assert.equal([...linesOf(entry('10 %\r50 %\r100 %\r'), 1)][0].text, '100 %');
});

test('only colours remain of control sequences', () => {
  const [line] = linesOf(entry('\u001b[2K\u001b[1A\u001b]0;title\u0007\u001b[31mred\u001b[0m'), 1);
  assert.equal(line.text, '\u001b[31mred\u001b[0m');
  assert.equal(line.plain, 'red');
});

test('a level filter keeps its lines, and a search finds matches among them', () => {
  const all = lines(entry('start'), entry('Disk FULL', 'ERROR'), entry('disk ok', 'DEBUG'), entry('disk full again', 'ERROR'));
  const view = new LogView(all, new Set(['error', 'info']));
  view.extend(4);
  assert.deepEqual(view.rows, [0, 1, 3]);
  const search = new TextSearch('disk', all, view);
  assert.equal([...search.steps()].length, 3);
  assert.deepEqual(search.hits, [1, 2]);
});

test('a view adds later lines, and a search continues with them', () => {
  const all = lines(entry('a'));
  const view = new LogView(all, new Set(LEVELS));
  view.extend(1);
  const search = new TextSearch('B', all, view);
  assert.equal([...search.steps()].length, 1);
  assert.equal(search.searching, false);
  all.push(...linesOf(entry('b'), 2));
  view.extend(2);
  assert.equal(search.searching, true);
  assert.equal([...search.steps()].length, 1);
  assert.deepEqual([view.rows, search.hits, search.searching], [[0, 1], [1], false]);
});

test('a link to a hidden line leads to the next one', () => {
  const all = lines(entry('a'), entry('b', 'DEBUG'), entry('c'));
  const view = new LogView(all, new Set(['info']));
  view.extend(3);
  assert.equal(view.rowOf(2), 1);
});

test('a match is marked across colours', () => {
  const pieces = segmentsOf('\u001b[32mdone\u001b[0m: ok', 'NE: O');
  assert.deepEqual(
    pieces.map(({ text, hit }) => [text, hit]),
    [
      ['do', false],
      ['ne', true],
      [': o', true],
      ['k', false],
    ],
  );
});

test('colours become names or CSS colours', () => {
  const [named, cube, grey, direct] = segmentsOf('\u001b[31ma\u001b[38;5;208mb\u001b[38;5;240mc\u001b[38;2;1;2;3md', '');
  assert.equal(named.classes, 'fg-ansi-red');
  assert.deepEqual([cube.color, grey.color, direct.color], ['rgb(255, 135, 0)', 'rgb(88, 88, 88)', 'rgb(1, 2, 3)']);
});

test('a log as text has the shown lines, without colours', () => {
  const all = lines(entry('\u001b[1ma\u001b[0m'), entry('b', 'ERROR'));
  assert.equal(logText(all, [1], true), '2026-03-01T12:00:00.000Z ERROR   b\n');
  assert.equal(logText(all, [0], false), 'INFO    a\n');
});

test('a live log that begins at the start repeats nothing', () => {
  const merge = new LogMerge();
  const [a, b, c] = ['a', 'b', 'c'].map((message) => entry(message));
  merge.list([a, b]);
  merge.begin();
  assert.deepEqual(
    [a, b, c].flatMap((item) => merge.event({ ...item })),
    [c],
  );
});

test('a live log that starts now adds all its entries', () => {
  const merge = new LogMerge();
  merge.list([entry('a'), entry('b')]);
  merge.begin();
  assert.deepEqual(merge.event(entry('c')), [entry('c')]);
});

test('a list after a broken connection adds what was missed', () => {
  const merge = new LogMerge();
  merge.list([entry('a')]);
  merge.begin();
  merge.event(entry('b'));
  assert.deepEqual(merge.list(['a', 'b', 'c'].map((message) => entry(message))), [entry('c')]);
});

test('a page of the list adds only new entries', () => {
  const merge = new LogMerge();
  const [a, b, c, d] = ['a', 'b', 'c', 'd'].map((message) => entry(message));
  merge.list([a, b, c]);
  assert.deepEqual(merge.list([a, b]), []);
  assert.deepEqual(merge.list([c, d], 2), [d]);
});
