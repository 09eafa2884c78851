import { connect, type Socket } from 'node:net'

export interface Answer {
  status: number
  body: string
}

/**
 * Kept-alive HTTP connections that post prepared requests, one at a time each. Written on bare sockets: a client
 * library would cost as much as the server it measures, on the same two cores.
 */
export const openConnections = async (url: string, count: number) => {
  const { hostname, port } = new URL(url)
  const free: Connection[] = []
  const waiting: ((c: Connection) => void)[] = []
  const all = await Promise.all(Array.from({ length: count }, () => open(hostname, Number(port))))
  free.push(...all)
  return {
    /** Posts and resolves with the answer; waits for a free connection. */
    async post(request: string): Promise<Answer> {
      // In turn: one that rests for five seconds is closed by the desk.
      const connection = free.shift() ?? (await new Promise<Connection>((go) => waiting.push(go)))
      try {
        return await connection.post(request)
      } finally {
        const next = waiting.shift()
        if (next) next(connection)
        else free.push(connection)
      }
    },
    close() {
      for (const connection of all) connection.close()
    },
  }
}
type Connection = Awaited<ReturnType<typeof open>>

const open = (host: string, port: number) =>
  new Promise<{ post(request: string): Promise<Answer>; close(): void }>((resolve, reject) => {
    const socket: Socket = connect({ host, port, noDelay: true })
    let buffer = ''
    let done: ((answer: Answer) => void) | null = null
    let failed: ((error: Error) => void) | null = null
    socket.setEncoding('utf8')
    socket.on('error', (error) => {
      reject(error)
      failed?.(error)
    })
    socket.on('close', () => failed?.(new Error('the desk closed the connection')))
    socket.on('data', (text: string) => {
      buffer += text
      const head = buffer.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/content-length: (\d+)/i.exec(buffer.slice(0, head))?.[1] ?? 0)
      if (Buffer.byteLength(buffer) - Buffer.byteLength(buffer.slice(0, head + 4)) < length) return
      const answer = { status: Number(buffer.slice(9, 12)), body: buffer.slice(head + 4) }
      buffer = ''
      const tell = done
      done = failed = null
      tell?.(answer)
    })
    socket.on('connect', () =>
      resolve({
        post: (request) =>
          new Promise((go, no) => {
            done = go
            failed = no
            socket.write(request)
          }),
        close: () => socket.destroy(),
      }),
    )
  })
