import { metrics } from '@opentelemetry/api';
import { ConsoleMetricExporter, MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { ConsoleSpanExporter, NodeTracerProvider, SimpleSpanProcessor } from '@opentelemetry/sdk-trace-node';

// In production, exporters for your collector take the place of those for the console.
const traces = new NodeTracerProvider({ spanProcessors: [new SimpleSpanProcessor(new ConsoleSpanExporter())] });
const meters = new MeterProvider({ readers: [new PeriodicExportingMetricReader({ exporter: new ConsoleMetricExporter() })] });
traces.register();
metrics.setGlobalMeterProvider(meters);

/** Exports what is left. */
export async function shutdown() {
  await Promise.all([traces.shutdown(), meters.shutdown()]);
}
