// What JavaScript itself needs to know of URLs. What is sent is encoded by Rust, all but `url_host`.

/** A URL with the client's `url_host`, where its query has none. */
export function withHost(url, host) {
  if (host === undefined || new URL(url).searchParams.has('url_host')) return url;
  return `${url}${url.includes('?') ? '&' : '?'}url_host=${encodeURIComponent(host)}`;
}

/** A URL as errors and hooks may show it: the token of `agents/{token}/connect/` is masked. */
export const mask = (url) => url.replace(/^([^?#]*\/agents\/)[^/?#]+(?=\/connect(?:[/?#]|$))/, '$1***');

/** The path of an absolute URL, as messages show it: without origin and query. */
export const pathOf = (url) => /^[^/]*\/\/[^/?#]*([^?#]*)/.exec(url)[1] || '/';

/** Whether what is sent there can be read on its way: plain http to another machine. URLs as parsers write them. */
export const isExposed = (base) => /^http:\/\/(?!(?:(?:[^/:]*\.)?localhost|127\.[\d.]+|\[::1\])(?::\d+)?(?:\/|$))/.test(base);

/** The words of a redirect of `url`, with the base URL that it points to, where it can be told. */
export function redirectWords(location, url, base) {
  if (!location) return 'redirected; set baseUrl to where the backend is';
  const beyond = pathOf(url).slice(pathOf(base).replace(/\/$/, '').length);
  const [target] = location.split(/[?#]/);
  const newBase = target.endsWith(beyond) && target.slice(0, target.length - beyond.length);
  const hint = /^[^/:]+:\/\//.test(newBase) ? `; set baseUrl to ${newBase}` : '';
  return `redirected to ${mask(location)}${hint}`;
}
