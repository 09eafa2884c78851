import { basename, dirname, join } from 'node:path'
import { linesOf, lookAt, plain, type Refused, textOf, unreadable } from '../../../platform/files/index.ts'
import { storable } from '../../../shared/text.ts'
import type { LinesLayout } from './layout.ts'
import { learner } from './learned-roles.ts'
import type { ChatTurn } from './turn.ts'

interface Told {
  line: number
  said: string[]
}

/** Sessions of which each line holds the turns, with what the agent said next in a second file. Throws `malformed`
 * where that file is missing: it is from where the speakers are learned. */
export async function* turnsInLines(
  path: string,
  layout: LinesLayout,
  answers: string | undefined,
  onBytes?: (read: number) => void,
): AsyncGenerator<ChatTurn | Refused> {
  const [from, to] = layout.answers
  const name = basename(path)
  const second = answers ?? (name.includes(from) ? join(dirname(path), name.replace(from, to)) : undefined)
  if (second === undefined)
    throw unreadable(`This layout has a second file with what the agents answered. Add --answers FILE.`)

  const roles = learner()
  for await (const { said } of told(second, layout.separator))
    for (const text of said) roles.learn(text, 'agent')
  for await (const { said } of told(path, layout.separator)) {
    const last = said.at(-1)
    if (last !== undefined) roles.learn(last, 'buyer')
  }

  const next = told(second, layout.separator)
  for await (const { line, said, why } of told(path, layout.separator, onBytes)) {
    const answer = await next.next()
    if (why !== undefined) {
      yield { line, why }
      continue
    }
    const session = layout.session.replace('{n}', String(line))
    const turn = (text: string, role: 'agent' | 'buyer'): ChatTurn => ({
      session,
      buyer: session,
      role,
      at: null,
      text,
      item: null,
      line,
    })
    for (const [i, text] of said.entries())
      yield turn(text, i === said.length - 1 ? 'buyer' : roles.roleOf(text))
    for (const text of answer.done ? [] : answer.value.said) yield turn(text, 'agent')
  }
}

async function* told(
  path: string,
  separator: string,
  onBytes?: (read: number) => void,
): AsyncGenerator<Told & { why?: string }> {
  const seen = await lookAt(path)
  if (seen.kind === 'sheet') throw unreadable(`${path} is a sheet; this layout is a text file.`)
  for await (const line of linesOf(textOf(path, seen.encoding, onBytes))) {
    if ('why' in line) yield { line: line.line, said: [], why: line.why }
    else
      yield {
        line: line.line,
        said: line.text
          .split(separator)
          .map((text) => storable(plain(text)))
          .filter((text) => text !== ''),
      }
  }
}
