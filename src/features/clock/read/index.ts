import { lookAt, type Refused } from '../../../platform/files/index.ts'
import { commonTimes } from '../../../shared/written-time.ts'
import { type ChatTurn, readChats } from '../../conversation/import/index.ts'
import { greetings } from './greetings.ts'
import { chatLines, isChatLines } from './lines.ts'
import { type Author, type Recorded, recording, type Told } from './recorded.ts'

export type { Recorded } from './recorded.ts'

export interface ReadEventsOptions {
  /** The shop's: of times that name no zone. */
  zone: string
  /** Greetings of the shop's own, word for word. */
  greetings?: readonly string[]
}

/** Imported files know one assistant; what it said is taken as said by itself. */
const authorOf = ({ role }: ChatTurn): Author => (role === 'assistant' ? 'assistant-auto' : role)

async function* importedLines(path: string, zone: string): AsyncGenerator<Told | Refused> {
  for await (const turn of readChats(path, { zone })) {
    if ('why' in turn) yield turn
    else if (turn.at === null)
      yield {
        line: turn.line,
        why: `Line ${turn.line}, time: is missing. Without it nothing can be counted.`,
      }
    else
      yield {
        line: turn.line,
        session: turn.session,
        buyer: turn.buyer,
        role: authorOf(turn),
        at: turn.at,
        text: turn.text,
        agent: turn.agent ?? null,
        team: null,
        filler: null,
        end: false,
      }
  }
}

/**
 * The events of a chat file: JSONL as docs/guide/rates.md describes it, or whatever `import chats` reads. Lines that
 * cannot be taken are refused alone, in a sentence for the file's owner. Throws `malformed` with such a sentence in
 * `detail.says` when the file as a whole cannot be read. About 150 bytes of memory a line.
 */
export const readEvents = async (path: string, options: ReadEventsOptions): Promise<Recorded> => {
  const seen = await lookAt(path)
  const { take, refuse, done } = recording(greetings(options.greetings ?? []))
  const lines =
    seen.kind === 'text' && isChatLines(seen.head, path)
      ? chatLines(path, seen.encoding, commonTimes(options.zone))
      : importedLines(path, options.zone)
  for await (const line of lines) {
    if ('why' in line) refuse(line)
    else take(line)
  }
  return done()
}
