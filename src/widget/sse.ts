export interface ServerEvent {
  event: string
  id: string | null
  data: string
}

/** Reads a stream of server-sent events in pieces of any size; comments are dropped. */
export const eventReader = () => {
  let rest = ''
  return (piece: string): ServerEvent[] => {
    const blocks = (rest + piece).split('\n\n')
    rest = blocks.pop() ?? ''
    const events: ServerEvent[] = []
    for (const block of blocks) {
      const read: ServerEvent = { event: 'message', id: null, data: '' }
      for (const line of block.split('\n')) {
        // `s`: JSON leaves U+2028 and U+2029 as they are, and without it the dot stops at them.
        const [, name, value = ''] = /^(\w+): ?(.*)$/s.exec(line) ?? []
        if (name === 'event') read.event = value
        if (name === 'id') read.id = value
        if (name === 'data') read.data = value
      }
      if (read.data !== '') events.push(read)
    }
    return events
  }
}
