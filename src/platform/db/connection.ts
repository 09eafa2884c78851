import pg from 'pg'

/** PostgreSQL's numbers and moments as the desk holds them: bigint as number (our counters stay below 2^53),
 * timestamptz as milliseconds. */
const INT8 = 20
const TIMESTAMPTZ = 1184

type Parser = (text: string) => unknown
const readInstant: Parser = (text) => Date.parse(text.replace(' ', 'T').replace(/([+-]\d\d)$/, '$1:00'))

const types: pg.CustomTypesConfig = {
  getTypeParser: ((oid: number, format?: 'text' | 'binary') => {
    if (oid === INT8) return Number
    if (oid === TIMESTAMPTZ) return readInstant
    return pg.types.getTypeParser(oid, format as 'text')
  }) as pg.CustomTypesConfig['getTypeParser'],
}

/**
 * A connection with settings of ours. Those in `?options=` of a connection string come before them and do not replace
 * them, as they do in pg: without our role, row-level security would bind nobody.
 */
export const withSettings = (connection: pg.ClientConfig, ours: string): pg.ClientConfig => {
  const [address, ...query] = connection.connectionString?.split('?') ?? []
  if (address === undefined) return { ...connection, options: ours }
  const parts = query.join('?').split('&')
  // Part by part: what else the string holds stays to the letter.
  const isSettings = (part: string) => new URLSearchParams(part).has('options')
  const theirs = parts.filter(isSettings).map((part) => new URLSearchParams(part).get('options'))
  const rest = parts.filter((part) => part !== '' && !isSettings(part)).join('&')
  return {
    ...connection,
    connectionString: rest === '' ? address : `${address}?${rest}`,
    options: [...theirs, ours].join(' '),
  }
}

/** How the application connects: under the role that row-level security binds, in UTC, with our value types. */
export const asApplication = (connection: pg.ClientConfig, name: string): pg.ClientConfig => ({
  ...withSettings(connection, '-c role=peakdesk_app -c timezone=UTC'),
  types,
  application_name: name,
})

/**
 * A pool that outlives its connections: one that breaks is replaced when the next is needed. One that breaks idle is
 * told to `onBroken`; one that breaks at work fails its statement, which tells who asked. Either would end the process
 * if nobody listened to it.
 */
export const openPool = (config: pg.PoolConfig, onBroken: (error: Error) => void): pg.Pool => {
  // Who asks hears that the database is not to be had, rather than nothing.
  const pool = new pg.Pool({ connectionTimeoutMillis: 15_000, ...config })
  // The pool listens to its idle connections alone.
  pool.on('connect', (client) => client.on('error', () => {}))
  pool.on('error', (error) => {
    // pg's `end` does not wait for its connections: PostgreSQL may cut them off a moment later.
    if (!pool.ending) onBroken(error)
  })
  return pool
}

/** What pg says, without a code, of a connection that is gone or could not be had. */
const GONE = /^Connection terminated|is not queryable$|^timeout (expired|exceeded)|^Query read timeout$/

/** Whether an error says that the database went away, rather than that something was wrong with what it was asked. */
export const connectionLost = (error: unknown): boolean => {
  const { code, message } = error as { code?: string; message?: string }
  if (code === undefined) return GONE.test(message ?? '')
  // 57P0x: the server shuts down or restarts; 08…: connection exceptions; some from the socket; the last is what
  // `Db.tx` makes of all of them.
  return /^57P|^08|^53300|ECONN|EPIPE|ENOENT|ETIMEDOUT|^not-available$/.test(code)
}
