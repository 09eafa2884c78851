import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { readConfig, StartFault } from '../../platform/config.ts'
import { SECOND } from '../../shared/time.ts'
import { readConnectFile } from '../connect-file.ts'

const EXAMPLE = join(import.meta.dirname, '../../../seeds/chats/u-need/u-need_examples.json')

export const help = `Usage: ./peakdesk replay [FILE] [options]

Plays the buyers of recorded chats against a running desk, by the bridge: each session becomes a live buyer who writes
what the buyer wrote, with the recorded gaps, and waits for an answer where the recording shows one. FILE is anything
that "import chats" reads; without it, the five U-NEED chats that come with the desk are played.

  --buyers N          how many live buyers (default: one for each session); sessions are played again by new buyers
  --speed N           how many times faster than recorded (default 1)
  --pace N/s          N messages a second in all instead of the recorded gaps ("recorded" is the default)
  --limit N           stops after N messages
  --patience SECONDS  how long a buyer waits for an answer before writing on (default 30)
  --preset NAME       the layout of FILE where it is not recognised, as for import chats: jddc2018, jddc2019, u-need
  --answers FILE      the second file of a layout that has two
  --url URL           where the desk is (default: the one that runs on --data, else http://127.0.0.1:4600)
  --channel KEY       the bridge channel to write through, and
  --secret whsec_…    its secret; without both, the demo shop's channel of the desk that runs on --data is used
  --data DIR          the desk's data folder, as for start (or PEAKDESK_DATA)
  --json              the figures as one line of JSON on stdout at the end; progress goes to stderr

Replies to other buyers of the channel are taken and dropped while it runs: use a channel that no real connector uses.
Ctrl-C ends it with the figures so far.

  ./peakdesk replay --buyers 200 --speed 10`

export interface Options {
  file: string
  read: { preset?: string; answers?: string }
  buyers: number | null
  speed: number
  /** Messages a second in all; null: as recorded. */
  pace: number | null
  limit: number
  /** ms */
  patience: number
  url: string | null
  channel: string | null
  secret: string | null
  /** Arguments that name the data folder, for readConfig. */
  data: string[]
  json: boolean
}

const numberOf = (flag: string, text: string, least: number, whole: boolean): number => {
  const n = Number(text)
  if (text.trim() === '' || !Number.isFinite(n) || n < least || (whole && !Number.isInteger(n)))
    throw new StartFault(
      `${flag} takes ${whole ? 'a whole number' : 'a number'} from ${least}; "${text}" is none.`,
    )
  return n
}

const paceOf = (text: string): number | null => {
  if (text === 'recorded') return null
  const rate = /^([\d.]+)\/s$/.exec(text)?.[1]
  if (rate === undefined)
    throw new StartFault(`--pace takes "recorded" or messages a second like 50/s; "${text}" is neither.`)
  return numberOf('--pace', rate, 0.01, false)
}

/** The command's arguments. Null: help was asked for. Throws StartFault. */
export const readOptions = (args: string[]): Options | null => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw new StartFault(`${(error as Error).message} See ./peakdesk replay --help.`)
  }
  const { values: v, positionals } = parsed
  if (v.help) return null
  if (positionals.length > 1)
    throw new StartFault(
      `One file at a time, please: ${positionals.join(', ')}. See ./peakdesk replay --help.`,
    )
  if ((v.channel === undefined) !== (v.secret === undefined))
    throw new StartFault('--channel and --secret belong together: give both, or neither for the demo shop.')
  const [file] = positionals
  return {
    file: file ?? EXAMPLE,
    read: {
      ...(file === undefined && { preset: 'u-need' }),
      ...(v.preset !== undefined && { preset: v.preset }),
      ...(v.answers !== undefined && { answers: v.answers }),
    },
    buyers: v.buyers === undefined ? null : numberOf('--buyers', v.buyers, 1, true),
    speed: numberOf('--speed', v.speed ?? '1', 0.01, false),
    pace: paceOf(v.pace ?? 'recorded'),
    limit: v.limit === undefined ? Number.POSITIVE_INFINITY : numberOf('--limit', v.limit, 1, true),
    patience: numberOf('--patience', v.patience ?? '30', 0, false) * SECOND,
    url: v.url ?? null,
    channel: v.channel ?? null,
    secret: v.secret ?? null,
    data: v.data === undefined ? [] : ['--data', v.data],
    json: v.json ?? false,
  }
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      buyers: { type: 'string' },
      speed: { type: 'string' },
      pace: { type: 'string' },
      limit: { type: 'string' },
      patience: { type: 'string' },
      preset: { type: 'string' },
      answers: { type: 'string' },
      url: { type: 'string' },
      channel: { type: 'string' },
      secret: { type: 'string' },
      data: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })

export interface Stage {
  url: string
  channelKey: string
  secret: string
}

const DEFAULT_URL = 'http://127.0.0.1:4600'

/** Which desk and which channel: as told, or as the desk that runs on the data folder wrote down. Throws StartFault. */
export const findStage = async (
  { url, channel, secret, data }: Options,
  env: NodeJS.ProcessEnv,
): Promise<Stage> => {
  if (url !== null && !URL.canParse(url))
    throw new StartFault(`"${url}" is not an address: --url takes one like ${DEFAULT_URL}.`)
  const folder = readConfig(data, env).data
  const running = await readConnectFile(folder)
  if (channel !== null && secret !== null)
    return { url: url ?? running?.url ?? DEFAULT_URL, channelKey: channel, secret }
  if (!running)
    throw new StartFault(
      `No desk runs on the data folder ${folder}: start it with ./peakdesk start, name its folder with --data, ` +
        'or say where the desk is with --url, --channel and --secret.',
    )
  if (!running.bridge)
    throw new StartFault(
      'The desk has no demo shop with a bridge: add a bridge channel in its settings and give --channel and --secret.',
    )
  return { url: url ?? running.url, channelKey: running.bridge.key, secret: running.bridge.secret }
}
