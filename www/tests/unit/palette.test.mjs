// What a palette finds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { found, jobIdIn } = await load('lib/palette.ts');
const titles = (query, ...names) => found(names.map((title) => ({ title })), query).map(({ command }) => command.title);

test('the nearest title comes first', () => {
  assert.deepEqual(titles('job', 'Antijob', 'New job', 'Jobs', 'Job'), ['Job', 'Jobs', 'New job', 'Antijob']);
});

test('all words are looked for, in any order, in the detail, too', () => {
  assert.equal(found([{ title: 'Dataset export', detail: 'coco' }], 'coco  data').length, 1);
  assert.equal(found([{ title: 'Dataset export' }], 'data import').length, 0);
});

test('a detail is found by the beginnings of its words alone', () => {
  const commands = [{ title: 'Job 7', detail: 'Dataset export · completed' }];
  assert.equal(found(commands, 'pl').length, 0);
  assert.equal(found(commands, 'comp').length, 1);
});

test('no query finds all, in their order', () => {
  assert.deepEqual(titles(' ', 'b', 'a'), ['b', 'a']);
});

test('a number is a job’s, and so it is after the word for one', () => {
  for (const query of ['12', '#12', 'job 12', 'Job#12', ' 작업 12 ', '작업12']) assert.equal(jobIdIn(query, '작업'), '12', query);
  for (const query of ['plugin 12', '12a', '', 'job']) assert.equal(jobIdIn(query, '작업'), undefined, query);
});
