// What there is to know of URLs, of what is sent and of what is shown.

/** Percent-encodes all but the unreserved characters of RFC 3986; the engine leaves five more as they are. */
export const encode = (text) =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);

/** A URL, or a path, with a further parameter. */
export const withParameter = (url, name, text) => `${url}${url.includes('?') ? '&' : '?'}${encode(name)}=${encode(text)}`;

/** A URL with the client's `url_host`, where its query has none. */
export const withHost = (url, host) =>
  host === undefined || new URL(url).searchParams.has('url_host') ? url : withParameter(url, 'url_host', host);

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
