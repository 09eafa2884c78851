import { type Logger, pino } from 'pino'

export type { Logger }

/** The desk's log: JSON lines on standard error. Texts of messages, names of buyers and secrets are never passed to
 * it; what a careless caller might pass is struck out here. */
export const createLog = (level = process.env.PEAKDESK_LOG ?? 'warn'): Logger =>
  pino(
    {
      level,
      base: null,
      redact: {
        paths: [
          'password',
          'secret',
          'text',
          '*.password',
          '*.secret',
          '*.text',
          'err.query',
          'err.parameters',
          'err.detail',
        ],
        censor: '[…]',
      },
    },
    pino.destination({ fd: 2, sync: true }),
  )
