import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { defaultGuardSettings, GuardSettings } from '../../features/guard/domain/settings.ts'
import { Platform } from '../../features/shop/domain.ts'
import { unreadable } from '../../platform/files/index.ts'

export const help = `Usage: ./peakdesk guard check --platform NAME [options] < LINES

Looks at each line as a message about to be sent, as the desk would, and prints a JSON line for it:
{"verdict": "pass" | "note" | "ask" | "block", "findings": [{"rule", "text", "at", "why"}], "suggestion"}.
"at" is from and to in UTF-16 units of the line; "suggestion" is the message as it may be sent, or null. Needs no desk and
no database. An empty line passes and prints its JSON line too.

  --platform NAME   whose rules: ${Platform.options.join(', ')}
  --settings FILE   a shop's settings as JSON: severities, words, allowed phrases and hosts (docs/guide/guard.md); what
                    it leaves out is as a new shop has it
  --lang zh|en      language of "why" (default zh)

  printf '加V❤ abc12345\\n' | ./peakdesk guard check --platform pinduoduo

Exit codes: 0 all lines were looked at, whatever was found; 1 the flags, the settings or the input cannot be used.`

export interface Options {
  platform: Platform
  settings: GuardSettings
  lang: 'zh' | 'en'
}

const parse = (args: string[]) =>
  parseArgs({
    args,
    options: {
      platform: { type: 'string' },
      settings: { type: 'string' },
      lang: { type: 'string' },
      json: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  })

const settingsIn = (file: string): GuardSettings => {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch (error) {
    throw unreadable(`--settings: ${file} cannot be read (${(error as NodeJS.ErrnoException).code}).`)
  }
  let value: unknown
  try {
    value = JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch (error) {
    throw unreadable(`--settings: ${file} is no JSON: ${(error as Error).message}.`)
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw unreadable(`--settings: ${file} must hold one JSON object, such as {"words": []}.`)
  const read = GuardSettings.strict().safeParse({ ...defaultGuardSettings(), ...value })
  if (read.success) return read.data
  const [issue] = read.error.issues
  throw unreadable(
    `--settings: ${file} does not fit at ${issue?.path.join('.') || 'its top'}: ${issue?.message}.`,
  )
}

/** The command's arguments; null: help was asked for. Throws `malformed` with a sentence. */
export const readOptions = (args: string[]): Options | null => {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    throw unreadable(`${(error as Error).message} See ./peakdesk guard check --help`)
  }
  const { platform, settings, lang = 'zh', help: asked } = parsed.values
  if (asked) return null
  const known = `one of ${Platform.options.join(', ')}`
  if (platform === undefined) throw unreadable(`Which platform’s rules? Add --platform with ${known}.`)
  const named = Platform.safeParse(platform)
  if (!named.success) throw unreadable(`--platform knows ${known}; not “${platform}”.`)
  if (lang !== 'zh' && lang !== 'en') throw unreadable(`--lang knows zh and en; not “${lang}”.`)
  return {
    platform: named.data,
    settings: settings === undefined ? defaultGuardSettings() : settingsIn(settings),
    lang,
  }
}
