// What is shown of URLs, and what is said of redirects.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isExposed, mask, pathOf, redirectWords, withHost } from '../../src/js/url.js';
import { random } from './support/random.mjs';

test('the agent token is masked', () => {
  assert.equal(mask('https://h/agents/s3cret/connect/'), 'https://h/agents/***/connect/');
  assert.equal(mask('https://h/agents/s3cret/connect'), 'https://h/agents/***/connect');
  assert.equal(mask('https://h/agents/agents/s3cret/connect/?x'), 'https://h/agents/agents/***/connect/?x');
  assert.equal(mask('https://h/agents/?x=/agents/y/connect/'), 'https://h/agents/?x=/agents/y/connect/');
  assert.equal(mask('https://h/agents/1/connection/'), 'https://h/agents/1/connection/');
});

test('the agent token is masked wherever the backend is, and whatever it is', () => {
  const { text, list, pick } = random(3);
  for (let i = 0; i < 2_000; i += 1) {
    const folders = list(4, () => `/${pick(['agents', 'connect', text('ab', 3)])}`).join('');
    const token = encodeURIComponent(`${text('az./\\%2eE?#&=:@ \r\n+~-é')}x`);
    const url = `https://h${folders}/agents/${token}/connect/`;
    assert.equal(mask(`${url}?url_host=x`), `https://h${folders}/agents/***/connect/?url_host=x`);
  }
});

test('a path is what is between the origin and the query', () => {
  const paths = { 'https://h:1/a/b/?x=/y': '/a/b/', 'https://h': '/', 'https://h?a=/b': '/', 'https://h/#/x': '/', 'http://[::1]:8/a': '/a' };
  for (const [url, path] of Object.entries(paths)) assert.equal(pathOf(url), path, url);
});

/** [where it leads, the URL that was asked, the base URL, the base URL that is advised] */
const REDIRECTS = [
  ['https://b/api/jobs/1/?x=1', 'http://a/v1/jobs/1/', 'http://a/v1', 'https://b/api'],
  ['https://a/jobs/', 'http://a/jobs/?page=2', 'http://a', 'https://a'],
  ['https://b/login/', 'http://a/jobs/', 'http://a', undefined],
  ['https://b/jobs', 'http://a/jobs/', 'http://a', undefined],
  ['/jobs/', 'http://a/jobs/', 'http://a', undefined],
  ['//b/jobs/', 'http://a/jobs/', 'http://a', undefined],
];

for (const [location, url, base, advised] of REDIRECTS) {
  test(`from ${url} to ${location}: ${advised ? `set baseUrl to ${advised}` : 'no advice'}`, () => {
    const hint = advised ? `; set baseUrl to ${advised}` : '';
    assert.equal(redirectWords(location, url, base), `redirected to ${location}${hint}`);
  });
}

test('a redirect shows no agent token, and may lead nowhere', () => {
  const words = redirectWords('https://b/agents/s3cret/connect/', 'http://a/agents/s3cret/connect/', 'http://a');
  assert.equal(words, 'redirected to https://b/agents/***/connect/; set baseUrl to https://b');
  for (const location of [null, '', undefined]) assert.match(redirectWords(location, 'http://a/', 'http://a'), /^redirected; set baseUrl/);
});

test('only plain http to another machine is exposed', () => {
  const safe = ['https://h', 'http://localhost:1/x', 'http://localhost', 'http://a.localhost', 'http://127.9.0.1:80', 'http://[::1]:8'];
  const exposed = [
    ...['http://h', 'http://10.0.0.1:8000/api', 'http://127.0.0.1.evil.com', 'http://[::2]', 'http://localhost.evil'],
    ...['http://evillocalhost', 'http://h/localhost', 'http://[::1:2]'],
  ];
  for (const url of safe) assert.ok(!isExposed(url), url);
  for (const url of exposed) assert.ok(isExposed(url), url);
});

test('url_host is the last parameter, unless the query has one', () => {
  const host = 'a b&c=d#e';
  const withIt = {
    'https://h/a/': 'https://h/a/?url_host=a%20b%26c%3Dd%23e',
    'https://h/a/?x=1': 'https://h/a/?x=1&url_host=a%20b%26c%3Dd%23e',
    'https://h/a/?my_url_host=1': 'https://h/a/?my_url_host=1&url_host=a%20b%26c%3Dd%23e',
    'https://h/url_host=1/': 'https://h/url_host=1/?url_host=a%20b%26c%3Dd%23e',
  };
  for (const [url, expected] of Object.entries(withIt)) assert.equal(withHost(url, host), expected);
  for (const url of ['https://h/?url_host=x', 'https://h/?a=1&url_host=', 'https://h/?url%5Fhost=x']) assert.equal(withHost(url, host), url);
  assert.equal(withHost('https://h/a/', undefined), 'https://h/a/');
});

test('any URL is read, whatever stands in it', () => {
  const { text } = random(4);
  const syntax = 'az./\\%2eE?#&=:@ \r\n\t+~-';
  for (let i = 0; i < 5_000; i += 1) {
    const url = `https://h/${text(syntax)}`;
    assert.match(pathOf(url), /^\/[^?#]*$/, url);
    const sent = url.replaceAll('#', ''); // a fragment is refused, or taken away, before
    assert.equal(withHost(withHost(sent, 'x'), 'y'), withHost(sent, 'x'), url);
    assert.equal(mask(mask(url)), mask(url), url);
    assert.ok(!isExposed(url));
    assert.match(redirectWords(text(syntax), url, `https://h/${text('ab/')}`), /^redirected/);
  }
});
