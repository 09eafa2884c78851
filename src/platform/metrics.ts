import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client'

/** What /metrics shows. One registry a process. */
export const createMetrics = (ask: { depth: () => number; streams: () => number }) => {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry, prefix: 'peakdesk_' })
  const inputs = new Counter({
    name: 'peakdesk_inputs_total',
    help: 'Things that happened to conversations: messages, commands, due moments',
    registers: [registry],
  })
  const flush = new Histogram({
    name: 'peakdesk_flush_seconds',
    help: 'From the start of a flush to its commit',
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 1],
    registers: [registry],
  })
  const size = new Histogram({
    name: 'peakdesk_flush_inputs',
    help: 'Inputs decided together',
    buckets: [1, 2, 5, 10, 25, 50, 100, 250, 500],
    registers: [registry],
  })
  new Gauge({
    name: 'peakdesk_waiting_inputs',
    help: 'Inputs that wait for their flush',
    registers: [registry],
    collect() {
      this.set(ask.depth())
    },
  })
  new Gauge({
    name: 'peakdesk_event_streams',
    help: 'Open event streams of the workbench',
    registers: [registry],
    collect() {
      this.set(ask.streams())
    },
  })
  return {
    text: () => registry.metrics(),
    contentType: registry.contentType,
    flushed(done: { inputs: number; ms: number }) {
      inputs.inc(done.inputs)
      flush.observe(done.ms / 1000)
      size.observe(done.inputs)
    },
  }
}
