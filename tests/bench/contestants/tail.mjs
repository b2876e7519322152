// Readers of a live log, as users would write them: they parse the data of every event. Each returns the number of events.
import { createParser } from 'eventsource-parser';
import { EventSourceParserStream } from 'eventsource-parser/stream';
import { BackendClient } from 'synapse-backend-client';

const open = async (url, count) => (await fetch(`${url}/async/jobs/${count}/tail_console_logs/`)).body;

export const readers = {
  async 'eventsource-parser, stream'(url, count) {
    let seen = 0;
    const events = (await open(url, count)).pipeThrough(new TextDecoderStream()).pipeThrough(new EventSourceParserStream());
    for await (const { data } of events) if (JSON.parse(data)) seen++;
    return seen;
  },

  async 'eventsource-parser, push'(url, count) {
    let seen = 0;
    const parser = createParser({ onEvent: ({ data }) => JSON.parse(data) && seen++ });
    const decoder = new TextDecoder();
    for await (const chunk of await open(url, count)) parser.feed(decoder.decode(chunk, { stream: true }));
    return seen;
  },

  async 'synapse-backend-client'(url, count) {
    let seen = 0;
    for await (const { data } of new BackendClient({ baseUrl: url }).tailJobConsoleLogs(count)) if (data) seen++;
    return seen;
  },
};
