// Small modules: filters, secrets, statuses, metrics, packages, uploads.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { load } from '../support/load.mjs';

const { filterQuery, isFiltered, jobQuery, parseFilter } = await load('lib/job-filter.ts');
const { MASK, isSecret, masked } = await load('lib/secrets.ts');
const { isEnded, kindOf, vocabularyOf } = await load('lib/status.ts');
const { blocksOf, tokensOf } = await load('lib/json-blocks.ts');
const { sortMetrics } = await load('lib/metrics.ts');
const { packageProblem, versionInName } = await load('lib/packages.ts');
const { Transfer } = await load('lib/transfer.ts');
const { errorsUnder } = await load('lib/field-errors.ts');
const { PROVIDERS } = await load('lib/providers.ts');

test('a filter is read back from its address', () => {
  const address = 'status=running&status=queued&plugin=12&user=3&since=24h&page=2';
  assert.equal(filterQuery(parseFilter(new URLSearchParams(address))).toString(), address);
});

test('invalid values in an address are ignored', () => {
  const filter = parseFilter(new URLSearchParams('page=-1&since=yesterday'));
  assert.equal(isFiltered(filter), false);
  assert.equal(filterQuery(filter).toString(), '');
});

test('a filter by age requests the creation time', () => {
  const query = jobQuery(parseFilter(new URLSearchParams('since=24h&plugin=export')), Date.parse('2026-03-02T00:00:00Z'));
  assert.equal(query.created_after.toISOString(), '2026-03-01T00:00:00.000Z');
  assert.equal(query.plugin, 'export');
  assert.equal(query.user, null);
});

test('no secret remains in a configuration, at any depth', () => {
  const shown = { bucket_name: 'b', region: 'r', host: 'h', username: 'u', base_path: '/x' };
  const secret = {
    access_key_id: 1,
    secret_access_key: 1,
    password: 1,
    account_key: 1,
    credentials: { a: 1 },
    private_key: 1,
    Token: 1,
    connection_string: 1,
  };
  const result = masked({ ...shown, inner: [{ ...secret }] });
  assert.deepEqual(result, { ...shown, inner: [Object.fromEntries(Object.keys(secret).map((key) => [key, MASK]))] });
});

test('a secret name is recognized however its words are joined, and only then', () => {
  const secret = ['accessKey', 'apikey', 'API_KEY', 'accountKey', 'pwd', 'connectionString', 'SASUrl', 'x-auth', 'db.password', 'keys'];
  assert.deepEqual(secret.filter((name) => !isSecret(name)), []);
  const harmless = ['bucket_name', 'region', 'host', 'username', 'author', 'base_path', 'endpoint_url', 'permissions', 'passive'];
  assert.deepEqual(harmless.filter(isSecret), []);
});

test('only the secret part of a text is masked', () => {
  const texts = {
    'https://user:pw@host/path?sig=abc&page=1': `https://${MASK}@host/path?sig=${MASK}&page=1`,
    'AccountName=a;AccountKey=b==;EndpointSuffix=c': `AccountName=a;AccountKey=${MASK};EndpointSuffix=c`,
    'region: us\npassword: x y': `region: us\npassword:${MASK}`,
    'https://minio.example.com:9000/a': 'https://minio.example.com:9000/a',
    '{"a":{"pwd":1}}': `{"a":{"pwd":"${MASK}"}}`,
    '-----BEGIN PRIVATE KEY-----': MASK,
  };
  for (const [text, shown] of Object.entries(texts)) assert.equal(masked(text), shown);
});

test('a value whose name is in another field is masked by that name', () => {
  const shown = masked([{ name: 'password', value: 1, type: 'text' }, { name: 'region', value: 'us' }, ['token', 1]]);
  assert.deepEqual(shown, [{ name: 'password', value: MASK, type: 'text' }, { name: 'region', value: 'us' }, ['token', MASK]]);
});

test('a status that is not a text is unknown, and may change', () => {
  for (const status of [null, undefined, 7, {}, 'constructor', 'archived']) {
    assert.equal(kindOf(status), 'unknown');
    assert.equal(isEnded(status), false);
  }
});

test('JSON in blocks is the same JSON', () => {
  const value = { items: Array.from({ length: 500 }, (_, index) => ({ index })), long: 'x'.repeat(25_000), last: [null, 'a "b": 1'] };
  const text = JSON.stringify(value, null, 2);
  const blocks = blocksOf(text);
  const joined = blocks.map((block, index) => block.text + (block.plain && blocks[index + 1]?.plain ? '' : '\n')).join('');
  assert.equal(joined, `${text}\n`);
  assert.ok(blocks.every(({ text: one, lines }) => lines <= 200 && one.length <= 10_000));
  assert.ok(blocks.every(({ text: one, lines, plain }) => (plain ? lines > one.length / 100 : one.split('\n').length === lines)));
  for (const block of blocks) assert.equal(tokensOf(block.text).map(([, token]) => token).join(''), block.text);
});

test('both vocabularies have the same meaning', () => {
  const words = [
    ['queued', 'PENDING'],
    ['running', 'RUNNING'],
    ['completed', 'SUCCEEDED'],
    ['failed', 'FAILED'],
  ];
  for (const [one, other] of words) assert.equal(kindOf(one), kindOf(other));
  assert.equal(vocabularyOf('PENDING'), 'current');
  assert.equal(vocabularyOf('queued'), 'document');
});

test('an unknown status may still change', () => {
  assert.equal(isEnded('thinking'), false);
  assert.equal(isEnded('STOPPED'), true);
});

test('metrics are numbers, series and the rest', () => {
  const { numbers, series, rest } = sortMetrics({
    n: 1,
    plain: [3, 4],
    points: [
      { epoch: 2, value: 0.5 },
      { epoch: 5, value: 0.7 },
    ],
    begun: [{ step: 1, value: 0.31 }],
    text: 'x',
    none: [],
    mixed: [1, 'a'],
  });
  // A single point is not a line yet.
  assert.deepEqual(numbers, [
    ['n', 1],
    ['begun', 0.31],
  ]);
  assert.deepEqual(series, [
    { name: 'plain', x: [1, 2], y: [3, 4] },
    { name: 'points', x: [2, 5], y: [0.5, 0.7] },
  ]);
  assert.deepEqual(rest, { text: 'x', mixed: [1, 'a'] });
});

test('a package is recognized by its first bytes', async () => {
  assert.equal(await packageProblem(new Blob(['PK\u0003\u0004'])), null);
  assert.equal(await packageProblem(new Blob(['text'])), 'type');
  assert.equal(await packageProblem(new Blob([])), 'empty');
});

test('a version is taken from a file name', () => {
  const names = { 'tools-1.2.0.zip': '1.2.0', 'tools_v2.0.0-rc1.zip': '2.0.0-rc1', 'plugin.zip': '', '3d-tools-0.1.zip': '0.1' };
  for (const [name, version] of Object.entries(names)) assert.equal(versionInName(name), version);
});

test('an upload has the speed of its last seconds', () => {
  const transfer = new Transfer(10_000);
  assert.deepEqual(transfer.sample(0, 0), { bytesPerSecond: 0, remaining: null });
  assert.deepEqual(transfer.sample(1000, 1000), { bytesPerSecond: 1000, remaining: 9000 });
  for (let second = 2; second <= 8; second += 1) transfer.sample(1000 + (second - 1) * 200, second * 1000);
  assert.equal(transfer.sample(2600, 9000).bytesPerSecond, 200);
});

test('a new attempt starts its speed again', () => {
  const transfer = new Transfer(1000);
  transfer.sample(0, 0);
  transfer.sample(900, 1000);
  assert.deepEqual(transfer.sample(0, 2000), { bytesPerSecond: 0, remaining: null });
});

test('a cancelled upload may have arrived, unless much of it was missing', () => {
  const small = new Transfer(1000);
  assert.equal(small.mayHaveArrived(0, small.sample(0, 0)), true);
  const large = new Transfer(100_000_000);
  assert.equal(large.mayHaveArrived(0, large.sample(0, 0)), false);
  assert.equal(large.mayHaveArrived(95_000_000, large.sample(95_000_000, 10_000)), false);
  // 5 MB may be in transit within a tenth of a second.
  const fast = new Transfer(100_000_000);
  fast.sample(0, 0);
  assert.equal(fast.mayHaveArrived(95_000_000, fast.sample(95_000_000, 1000)), true);
  assert.equal(fast.mayHaveArrived(80_000_000, fast.sample(80_000_000, 1100)), false);
});

test('an error inside a field is shown at the field, with its path', () => {
  const errors = { configuration: ['a'], 'configuration.parameters[2].name': ['b'], configurations: ['c'], name: ['d'] };
  assert.deepEqual(errorsUnder(errors, 'configuration'), ['a', 'parameters[2].name: b']);
});

test('every provider of the document has a form', () => {
  assert.deepEqual(Object.keys(PROVIDERS).sort(), ['amazon_s3', 'azure', 'digital_ocean', 'file_system', 'ftp', 'gcp', 'minio', 'sftp']);
});
