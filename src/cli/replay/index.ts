import { setTimeout as pause } from 'node:timers/promises'
import { type BridgeClient, BridgeRefusal, connectBridge } from '../../features/channel/bridge/client.ts'
import { type ChatTurn, readChats } from '../../features/conversation/import/read.ts'
import { systemClock } from '../../platform/clock.ts'
import { StartFault } from '../../platform/config.ts'
import { Refusal } from '../../shared/refusal.ts'
import { cast, type Line, scriptsOf } from './cast.ts'
import { figuresLine, showing } from './display.ts'
import { findStage, help, type Options, readOptions, type Stage } from './options.ts'
import { type Performance, play } from './play.ts'
import { collecting } from './post.ts'

export { help } from './options.ts'

/** Turns read at most: enough for any number of buyers one machine can play, and about 100 MB. */
const TURNS = 200_000

/** How long the last messages may take when the play is ended early, ms. */
const FAREWELL = 2000

const scriptsIn = async ({ file, read }: Options): Promise<Line[][]> => {
  const turns: ChatTurn[] = []
  try {
    for await (const turn of readChats(file, read)) {
      if ('role' in turn) turns.push(turn)
      if (turns.length === TURNS) break
    }
  } catch (error) {
    if (error instanceof Refusal) throw new StartFault(String(error.detail.says ?? error.code))
    throw error
  }
  const scripts = scriptsOf(turns)
  if (scripts.length === 0) throw new StartFault(`${file} holds no turn of a buyer that could be played.`)
  return scripts
}

/** A refusal of the desk as a sentence for the person at the terminal. */
const sentence = (refusal: BridgeRefusal, stage: Stage): string => {
  const sentences: Record<string, string> = {
    'unknown-channel': `The desk at ${stage.url} has no bridge channel "${stage.channelKey}": look its key up in the settings.`,
    'channel-disabled': `The channel "${stage.channelKey}" is disabled: enable it in the settings.`,
    'bad-signature': `The secret does not belong to the channel "${stage.channelKey}": renew it in the settings and give the new one.`,
    'old-signature': 'The clock of this machine and that of the desk are more than 5 minutes apart.',
    'forged-answer': `What answers at ${stage.url} is not this desk.`,
    'taken-over': 'Another connector has taken the channel over, so no more answers come here.',
  }
  return sentences[refusal.code] ?? `The desk refused: ${refusal.message}.`
}

const asSentence = (error: unknown, stage: Stage): unknown => {
  if (error instanceof BridgeRefusal) return new StartFault(sentence(error, stage))
  if (error instanceof Error && error.name === 'BridgeSilence')
    return new StartFault(`The desk at ${stage.url} has stopped answering.`)
  return error
}

/** Opens the bridge. Throws StartFault where no desk answers or it refuses. */
const connect = async (
  stage: Stage,
  onAnswer: (buyer: string) => void,
): Promise<{ bridge: BridgeClient; ended: Promise<BridgeRefusal | null> }> => {
  let trouble = (_: Error) => {}
  const silent = new Promise<Error>((resolve) => {
    trouble = resolve
  })
  const open = () => {
    try {
      return connectBridge({
        ...stage,
        onMessage: ({ buyer }) => onAnswer(buyer.id),
        onTrouble: (error) => trouble(error),
      })
    } catch (error) {
      if (error instanceof RangeError) throw new StartFault(`--secret: ${error.message}.`)
      throw error
    }
  }
  const bridge = open()
  const first = await Promise.race([bridge.connected, bridge.ended, silent])
  if (first === undefined) return { bridge, ended: bridge.ended }
  await bridge.close()
  if (first instanceof BridgeRefusal) throw new StartFault(sentence(first, stage))
  throw new StartFault(
    `No desk answers at ${stage.url} (${first?.message}): start it with ./peakdesk start, or say where it is with --url.`,
  )
}

/** `./peakdesk replay`: plays recorded buyers against a running desk and shows how fast they are answered. Throws
 * StartFault with a sentence for the person who typed it. */
export const replay = async (args: string[]): Promise<void> => {
  const options = readOptions(args)
  if (!options) return console.log(help)
  const stage = await findStage(options, process.env)
  const scripts = await scriptsIn(options)
  const run = `replay-${Date.now().toString(36)}`
  const parts = cast(scripts, options.buyers ?? scripts.length, run)
  const out = options.json || !process.stdout.isTTY ? process.stderr : process.stdout

  const stop = new AbortController()
  const interrupt = () => stop.abort()
  process.once('SIGINT', interrupt)
  process.once('SIGTERM', interrupt)
  let performance: Performance | null = null
  const { bridge, ended } = await connect(stage, (buyer) => performance?.answered(buyer))
  out.write(
    `${parts.length} buyers from ${scripts.length} recorded chats write to ${stage.url} (${stage.channelKey})\n`,
  )
  performance = play(parts, options, {
    clock: systemClock,
    post: collecting((messages) => bridge.send(messages)),
    signal: stop.signal,
  })
  const { tally, over } = performance
  const figures = () => tally.figures(systemClock.now())
  const display = showing(out, parts.length, figures)
  try {
    const refusal = await Promise.race([over, ended])
    if (refusal instanceof BridgeRefusal) throw refusal
  } catch (error) {
    throw asSentence(error, stage)
  } finally {
    stop.abort()
    // What is on its way may arrive; a desk that is gone is not waited for.
    await Promise.race([over.catch(() => {}), pause(FAREWELL, undefined, { ref: false })])
    display.end()
    await bridge.close()
    process.removeListener('SIGINT', interrupt)
    process.removeListener('SIGTERM', interrupt)
  }
  const last = figures()
  if (options.json) console.log(JSON.stringify({ buyers: parts.length, ...last }))
  else if (out !== process.stdout) console.log(figuresLine(last, parts.length))
}
