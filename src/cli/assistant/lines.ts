/** Longest line kept, characters: of a longer one the rest is read past, so that a line of a gigabyte needs no memory. */
const LONGEST = 100_000

/** The lines of a stream as they come, each when its end has come; `cut` tells that a line was longer than is kept. */
export async function* linesFrom(
  pieces: AsyncIterable<Buffer | string>,
): AsyncGenerator<{ text: string; cut: boolean }> {
  const decoder = new TextDecoder('utf-8')
  let held = ''
  let cut = false
  const take = (text: string) => {
    const room = LONGEST - held.length
    if (text.length > room) cut = true
    held += text.slice(0, Math.max(0, room))
  }
  const done = () => {
    const line = { text: held.endsWith('\r') ? held.slice(0, -1) : held, cut }
    held = ''
    cut = false
    return line
  }
  for await (const piece of pieces) {
    const text = typeof piece === 'string' ? piece : decoder.decode(piece, { stream: true })
    let from = 0
    for (let to = text.indexOf('\n'); to >= 0; to = text.indexOf('\n', from)) {
      take(text.slice(from, to))
      yield done()
      from = to + 1
    }
    take(text.slice(from))
  }
  take(decoder.decode())
  if (held !== '') yield done()
}
