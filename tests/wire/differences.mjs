// Lists where this client differs from the official Python client on purpose, and why. A difference names its vectors; a name that ends in
// a slash means all vectors that begin with it. The other properties replace parts of the recording: `requests`, `result`, `error`, `waits`
// (ms between the attempts). A function gets the expectation so far, and the vector.
import { callOf, responsesOf } from './vectors.mjs';

const each = (change) => ({ requests }, vector) => requests.map((request) => ({ ...request, ...change(request, vector) }));
const times = (count) => ({ requests }) => Array(count).fill(requests[0]);
const fails = (name, statusCode = null) => ({ result: [], error: { name, statusCode } });
const status = (_, vector) => ({ name: 'ServerError', statusCode: responsesOf(vector).at(-1).status });

const answered = (_, vector) => JSON.parse(responsesOf(vector)[0].body);
const asGiven = each((_, vector) => ({ body: callOf(vector, () => null).args.at(-1) }));
const withoutDebug = each(({ body }) => ({ body: body.filter(([name]) => name !== 'debug') }));
const sent = (method, path, body) => [
  { method, path, query: [], type: 'application/json', auth: { 'synapse-access-token': 'Token tok-123' }, body },
];
const event = (type, data, id = null) => ({ type, data, id, raw: typeof data === 'string' ? data : JSON.stringify(data) });
const logEvent = event('log', { type: 'log', data: 'data: {"type":"log","message":"hi 안녕\\n"}\n\n' });
const connected = event('connected', { type: 'connected' });
const complete = event('complete', { type: 'complete' });

export const DIFFERENCES = [
  // ------------------------------------------------------------ requests
  {
    of: ['health_check_agent/'],
    why: 'Content-Type belongs to JSON bodies only; this body is empty',
    requests: each(() => ({ type: null })),
  },
  {
    of: ['tail_job_console_logs/', 'tail/'],
    why: 'the current backend has the live log under async/',
    requests: each(({ path }) => ({ path: `/async${path}` })),
  },
  {
    of: ['get_plugin/dot_segments'],
    why: 'an id is one path segment, whatever is in it',
    requests: each((_, { call }) => ({ path: `/plugins/${encodeURIComponent(call.args[0])}/` })),
  },
  {
    of: ['get_plugin/question_mark'],
    why: 'nor does it become a query',
    requests: each(() => ({ path: '/plugins/1%3Fx%3D1%23y/', query: [] })),
  },
  {
    of: ['url_host/default_param'],
    why: 'url_host stands last',
    requests: each(({ query }) => ({ query: [...query].reverse() })),
  },
  {
    of: ['list_serve_applications/list_all_url_host'],
    why: 'url_host stands last, and is added only to a query that has none',
    requests: ({ requests: [first, second] }) => [
      { ...first, query: [['page_size', '100'], ['url_host', 'internal']] },
      { ...second, query: second.query.slice(0, -1) },
    ],
  },
  {
    of: ['run_plugin/sdk_example', 'run_plugin/none_dropped', 'gpu_unavailable/post', 'gpu_unavailable/retry_after_1'],
    why: 'no default is added (language), and null stays',
    requests: asGiven,
  },
  {
    of: ['create_plugin_release/json_no_file'],
    why: 'no default is added (debug)',
    requests: each(({ body: { debug: _, ...fields } }) => ({ body: fields })),
  },
  {
    of: ['create_plugin_release/multipart_min', 'create_plugin_release/multipart_unicode_filename'],
    why: 'no default is added (debug)',
    requests: withoutDebug,
  },
  {
    of: ['create_plugin_release/multipart_empty_list_and_file', 'create_plugin_release/file_object', 'recover/multipart_502_ok'],
    why: 'no default is added (debug)',
    requests: withoutDebug,
  },
  { of: ['update_job/none_dropped'], why: 'null stays: a field can be cleared', requests: asGiven },
  { of: ['create_logs/one_element_list'], why: 'a list stays a list', requests: asGiven },

  // ------------------------------------------------------------ results
  {
    of: ['list_agents/basic'],
    why: 'unknown fields are kept, absent ones are not added',
    result: (owed, vector) => {
      const [first, second] = answered(owed, vector).results;
      return [{ ...first, token: '0123456789abcdef0123456789abcdef01234567' }, second];
    },
  },
  { of: ['get_storage/', 'ok/bad_storage_shape'], why: 'an object is handed on as it is', result: answered, error: null },
  {
    of: ['list_jobs/none', 'list_jobs/status', 'list_jobs/created_after', 'list_jobs/all_value_kinds', 'list_jobs/safe_chars'],
    why: 'one page is [results, count]',
    result: ({ result }) => [result.results, result.count],
  },
  {
    of: ['list_jobs/page', 'list_serve_applications/basic', 'list_serve_applications/params', 'url_host/caller_wins'],
    why: 'one page is [results, count]',
    result: ({ result }) => [result.results, result.count],
  },
  { of: ['list_job_console_logs/page'], why: 'a list, also when the server pages it', result: ({ result }) => result.results },
  {
    of: ['get_plugin/large_id_in_answer'],
    why: 'JavaScript has no larger exact numbers',
    result: ({ result }) => ({ ...result, id: Number(result.id.$int) }),
  },
  {
    of: ['tail_job_console_logs/sse_utf8', 'tail_job_console_logs/sse_no_charset'],
    why: 'events, not raw lines; they are UTF-8, whatever the header says',
    result: [connected, logEvent, complete],
  },
  { of: ['tail_job_console_logs/split_utf8'], why: 'events, not raw lines', result: [event('log', '한글\ntwo', '7')] },
  {
    of: ['tail_job_console_logs/plain_lines'],
    why: 'lines are events too',
    result: ['line 1', 'line 2', 'line 3'].map((line) => event('line', line)),
  },
  {
    of: ['tail_job_console_logs/no_content_type_charset'],
    why: 'lines are events too, and JSON where they are JSON',
    result: [event('line', { a: 1 }), event('line', { b: 2 })],
  },

  // ------------------------------------------------------------ refusals
  { of: ['create_plugin/empty_dict', 'list_jobs/dict_value'], why: 'refused', requests: [], ...fails('InvalidRequestError') },
  {
    of: ['list_plugin_releases/no_results_key', 'ok/html_200', 'ok/empty_200', 'ok/truncated_json_200', 'ok/text_for_list_releases'],
    why: 'a 2xx that is not what the endpoint answers is an error',
    ...fails('InvalidResponseError', 200),
  },
  {
    of: ['ok/204_get'],
    why: 'getPlugin owes a plugin, and 204 is none',
    ...fails('InvalidResponseError', 204),
  },
  ...[301, 302, 307, 308].map((code) => ({
    of: [`redirect/${code}/`],
    why: 'no redirect is followed: fetch would carry the tokens along',
    requests: times(1),
    ...fails('InvalidResponseError', code),
  })),
  {
    of: ['redirect/other_host', 'tail/302_no_error'],
    why: 'no redirect is followed: fetch would carry the tokens along',
    requests: times(1),
    ...fails('InvalidResponseError', 302),
  },
  {
    of: ['list_serve_applications/next_other_host'],
    why: 'a next page on another origin would be asked with the tokens: what came before it is delivered, and then it is refused',
    requests: times(1),
    result: (owed, vector) => answered(owed, vector).results,
    error: { name: 'InvalidResponseError', statusCode: 200 },
  },

  // ------------------------------------------------------------ calls that only the Python client refuses
  {
    of: ['client/run_plugin_doc_example'],
    why: 'the document\'s own call',
    requests: (_, { call: { args } }) => sent('POST', `/plugins/${args[0]}/run/`, args[1]),
    result: answered,
    error: null,
  },
  {
    of: ['client/update_job_doc_status', 'client/update_job_doc_progress', 'client/update_job_lower_status'],
    why: 'the document\'s own calls',
    requests: (_, { call: { args } }) => sent('PATCH', `/jobs/${args[0]}/`, args[1]),
    result: answered,
    error: null,
  },
  {
    of: ['client/release_int_plugin'],
    why: 'a plugin may be named by its number',
    requests: (_, { call: { args } }) => sent('POST', '/plugin_releases/', args[0]),
    result: answered,
    error: null,
  },
  {
    of: ['client/create_release_doc_example'],
    why: 'the document\'s own call',
    requests: (_, { call: { args, kwargs } }) => {
      const fields = Object.entries(args[0]).map(([name, value]) => [name, String(value)]);
      const { name: filename, sha256 } = kwargs.file.$file;
      return [{ ...sent('POST', '/plugin_releases/', [...fields, ['file', { filename, sha256 }]])[0], type: 'multipart/form-data' }];
    },
    result: answered,
    error: null,
  },
  {
    of: ['client/create_logs_unknown_mime'],
    why: 'a file without a type is application/octet-stream',
    requests: (_, { call: { args: [data] } }) =>
      sent('POST', '/logs/', { ...data, file: `data:application/octet-stream;base64,${data.file.$file.base64}` }),
    // The recorded answer is empty.
    ...fails('InvalidResponseError', 201),
  },

  // ------------------------------------------------------------ faults
  {
    of: ['status/502/', 'status/504/', 'body/html_502', 'tail/503'],
    why: 'the last answer is the error, under its own status',
    error: status,
  },
  { of: ['gpu_unavailable/'], why: 'a 503 that the backend itself explains', ...fails('GpuUnavailableError', 503) },
  {
    of: ['status/502/post', 'status/503/post', 'status/504/post', 'gpu_unavailable/post'],
    why: 'a proxy says it of requests that it had passed on',
    requests: times(1),
  },
  {
    of: ['recover/502_ok_post', 'recover/multipart_502_ok'],
    why: 'a proxy says it of requests that it had passed on',
    requests: times(1),
    ...fails('ServerError', 502),
  },
  { of: ['status/408/get'], why: 'the server gave up waiting: a repeat-safe call is sent again', requests: times(4) },
  { of: ['status/429/', 'tail/429'], why: 'the server did not take it, and need not say for how long', requests: times(4) },
  {
    of: ['throttle/429_retry_after_garbage'],
    why: 'an unreadable Retry-After counts as none',
    requests: times(4),
    error: { name: 'RateLimitError', statusCode: 429 },
    waits: null,
  },
  { of: ['throttle/429_retry_after_0'], why: 'a Retry-After of 0 is one', waits: [1, 1, 1] },
  {
    of: ['tail/429_retry_after_2.5'],
    why: 'a Retry-After may be fractional',
    requests: times(4),
    error: { name: 'RateLimitError', statusCode: 429 },
    waits: [2500, 2500, 2500],
  },
  {
    of: ['throttle/429_retry_after_3600_clamped'],
    why: 'a Retry-After beyond maxRetryAfter ends the retrying',
    requests: times(1),
    ...fails('RateLimitError', 429),
    waits: [],
  },
  { of: ['body/list_of_strings_400'], why: 'a list of strings is a body like any other', ...fails('ValidationError', 400) },
  { of: ['transport/hang_before_headers/'], why: 'a timeout is a timeout', error: { name: 'ClientTimeoutError', statusCode: null } },
  {
    of: ['transport/reset_mid_body/get', 'transport/close_mid_body/get', 'transport/hang_mid_body/get'],
    why: 'a repeat-safe call is sent again when the body breaks off',
    requests: times(4),
  },
  {
    of: ['transport/hang_mid_body/get'],
    why: 'a timeout is a timeout',
    error: { name: 'ClientTimeoutError', statusCode: null },
  },
  {
    of: ['transport/reset_before_headers/patch', 'transport/hang_before_headers/patch'],
    why: 'updateJob sets fields to values: it may be sent again',
    requests: times(4),
  },
  {
    of: ['transport/reset_before_headers/patch'],
    why: 'and then it is known that no answer came',
    error: { name: 'ClientConnectionError', statusCode: null },
  },
  {
    of: ['tail/404'],
    why: 'an older backend has the live log outside async/',
    requests: ({ requests: [first] }) => [first, { ...first, path: '/jobs/789/tail_console_logs/' }],
  },
  {
    of: ['tail/cut_mid_stream'],
    why: 'what was received is delivered, and then the break is told',
    result: [event('message', 1)],
    error: { name: 'StreamError', statusCode: null },
  },
];
