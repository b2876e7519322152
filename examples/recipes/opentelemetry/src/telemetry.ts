import { metrics } from '@opentelemetry/api';
import { ConsoleMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { ConsoleSpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

// In production, replace the console exporters with those for your collector.
const traces = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] });
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() })] });
traces.register();
metrics.setGlobalMeterProvider(meters);

/** Exports the remaining spans and metrics. */
export async function shutdown() {
  await Promise.all([traces.shutdown(), meters.shutdown()]);
}
