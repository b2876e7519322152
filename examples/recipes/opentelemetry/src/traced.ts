import { SpanKind, SpanStatusCode, context, metrics, propagation, trace } from '@opentelemetry/api';
import { ClientError, type BackendClient } from 'synapse-backend-client';

const tracer = trace.getTracer('synapse');
const duration = metrics.getMeter('synapse').createHistogram('http.client.request.duration', { unit: 's' });

/** Calls the backend in a new span, which becomes the parent of the backend's spans. */
export function traced<T>(client: BackendClient, name: string, call: (client: BackendClient) => Promise<T>): Promise<T> {
  return tracer.startActiveSpan(name, { kind: SpanKind.CLIENT }, async (span) => {
    const own = client.withOptions({
      headers() {
        const headers: Record<string, string> = {};
        propagation.inject(context.active(), headers);
        return headers;
      },
      hooks: {
        onResponse({ method, status, durationMs, requestId }) {
          duration.record(durationMs / 1000, { 'http.request.method': method, 'http.response.status_code': status });
          span.addEvent('response', { 'http.response.status_code': status, ...(requestId && { request_id: requestId }) });
        },
        onRetry({ attempt, delayMs, reason }) {
          span.addEvent('retry', { attempt, delay_ms: delayMs, 'error.type': reason.code });
        },
      },
    });
    try {
      return await call(own);
    } catch (error) {
      if (ClientError.isInstance(error)) span.setAttribute('error.type', error.code);
      span.recordException(error as Error);
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}
