import { ClientError } from 'synapse-backend-client';
import { backend } from '@/lib/backend';

const HEADERS = { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-cache, no-transform' };

export async function GET(request: Request, { params }: RouteContext<'/jobs/[id]/log'>) {
  const { id } = await params;
  try {
    // The status is sent before the first event, so first check that the job exists.
    await backend().getJob(id, null, { signal: request.signal });
  } catch (error) {
    if (!ClientError.isInstance(error)) throw error;
    return new Response(null, { status: error.code === 'not_found' ? 404 : 502 });
  }
  return new Response(toStream(messages(id, request.signal)), { headers: HEADERS });
}

/** Server-sent events with only the data that the page shows. The last one tells the page that the log has ended, not broken. */
async function* messages(id: string, signal: AbortSignal) {
  try {
    for await (const { type, data } of backend().tailJobConsoleLogs(id, { signal })) {
      if (type === 'log') yield `data: ${JSON.stringify(data.message)}\n\n`;
    }
    yield 'event: end\ndata:\n\n';
  } catch (error) {
    if (!signal.aborted) console.error(error);
  }
}

function toStream(texts: AsyncGenerator<string>) {
  const encoder = new TextEncoder();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await texts.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    async cancel() {
      await texts.return(undefined);
    },
  });
}
