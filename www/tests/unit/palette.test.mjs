// What a palette finds.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { found, jobIdIn } = await load('lib/palette.ts');
const titles = (query, ...names) => found(names.map((title) => ({ title })), query).map(({ command }) => command.title);

test('the best match comes first', () => {
  assert.deepEqual(titles('job', 'Antijob', 'New job', 'Jobs', 'Job'), ['Job', 'Jobs', 'New job', 'Antijob']);
});

test('all words are searched, in any order, also in the detail', () => {
  assert.equal(found([{ title: 'Dataset export', detail: 'coco' }], 'coco  data').length, 1);
  assert.equal(found([{ title: 'Dataset export' }], 'data import').length, 0);
});

test('a detail is matched only at the beginning of its words', () => {
  const commands = [{ title: 'Job 7', detail: 'Dataset export · completed' }];
  assert.equal(found(commands, 'pl').length, 0);
  assert.equal(found(commands, 'comp').length, 1);
});

test('an empty query returns all items, in their order', () => {
  assert.deepEqual(titles(' ', 'b', 'a'), ['b', 'a']);
});

test('a number is a job’s id, also after the word for a job', () => {
  for (const query of ['12', '#12', 'job 12', 'Job#12', ' 작업 12 ', '작업12']) assert.equal(jobIdIn(query, '작업'), '12', query);
  for (const query of ['plugin 12', '12a', '', 'job']) assert.equal(jobIdIn(query, '작업'), undefined, query);
});

test('an id may be a UUID', () => {
  const id = '7dab3956-923c-4e4e-9f4b-368120c2de12';
  for (const query of [id, `#${id}`, `job ${id}`, `작업 ${id}`]) assert.equal(jobIdIn(query, '작업'), id, query);
  assert.equal(jobIdIn(id.slice(0, -1), '작업'), undefined);
});

test('a pasted text with many spaces is searched at once', () => {
  assert.equal(jobIdIn(`a${' '.repeat(30_000)}b`, '작업'), undefined);
  assert.equal(jobIdIn(`job${' '.repeat(30_000)}12`, '작업'), '12');
});
