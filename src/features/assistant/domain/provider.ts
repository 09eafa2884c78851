import { z } from 'zod'

/** What a shop has set about an outside model. The key is kept apart and never leaves the server. */
export const ProviderSettings = z
  .object({
    enabled: z.boolean(),
    baseUrl: z.string().trim().max(300),
    /** Whether candidates are put in order by what an embedding model makes of them. */
    embeddings: z.boolean(),
    embeddingModel: z.string().trim().max(100),
    /** Whether replies are drafted for agents. */
    drafts: z.boolean(),
    chatModel: z.string().trim().max(100),
  })
  .meta({ id: 'ProviderSettings' })
export type ProviderSettings = z.infer<typeof ProviderSettings>

export const NO_PROVIDER: ProviderSettings = {
  enabled: false,
  baseUrl: '',
  embeddings: false,
  embeddingModel: '',
  drafts: false,
  chatModel: '',
}

/** A key as it is sent in a header: visible characters only. Null forgets it; left out, it stays. */
export const ProviderKey = z
  .string()
  .trim()
  .regex(/^[\x21-\x7e]{1,500}$/)
  .nullable()
  .optional()

export interface ProviderProblem {
  field: 'baseUrl' | 'key' | 'embeddingModel' | 'chatModel'
  code: 'provider-address' | 'provider-user' | 'provider-key' | 'provider-model'
  problem: string
}

const addressOf = (text: string): URL | null => {
  try {
    const url = new URL(text)
    return url.protocol === 'http:' || url.protocol === 'https:' ? url : null
  } catch {
    return null
  }
}

/** What keeps settings from being saved (specs/assistant.md AST-64). `before`: those with which the key was given. */
export const providerProblems = (
  settings: ProviderSettings,
  key: { kept: boolean; given: boolean },
  before: ProviderSettings,
): ProviderProblem[] => {
  const problems: ProviderProblem[] = []
  const { enabled, baseUrl } = settings
  const url = addressOf(baseUrl)
  if (!url && (enabled || baseUrl !== ''))
    problems.push({
      field: 'baseUrl',
      code: 'provider-address',
      problem: 'must begin with http:// or https://',
    })
  if (url && `${url.username}${url.password}${url.search}${url.hash}` !== '')
    problems.push({
      field: 'baseUrl',
      code: 'provider-user',
      problem: 'must not hold a user name, a password or a query',
    })
  // Else whoever may edit settings could have the key sent to a place of their own.
  if (key.kept && !key.given && url?.origin !== addressOf(before.baseUrl)?.origin)
    problems.push({
      field: 'key',
      code: 'provider-key',
      problem: 'give the key again: it belongs to the address it was given for',
    })
  for (const [purpose, model] of [
    ['embeddings', 'embeddingModel'],
    ['drafts', 'chatModel'],
  ] as const)
    if (enabled && settings[purpose] && settings[model] === '')
      problems.push({ field: model, code: 'provider-model', problem: 'name the model' })
  return problems
}
