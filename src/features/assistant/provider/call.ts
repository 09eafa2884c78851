import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { APICallError, embedMany, generateText } from 'ai'
import type { Prompt } from '../domain/draft.ts'
import type { ProviderSettings } from '../domain/provider.ts'

/** A call that gave nothing. `detail`: the status that was answered. Holds neither key nor words: it may be logged. */
export class CallFailed extends Error {
  readonly why: 'timeout' | 'refused' | 'status' | 'nonsense'
  readonly detail: number | null
  constructor(why: CallFailed['why'], detail: number | null = null) {
    super(detail === null ? why : `${why} ${detail}`)
    this.name = 'CallFailed'
    this.why = why
    this.detail = detail
  }
}

export interface Connection {
  settings: ProviderSettings
  key: string | null
  /** How long a call may take, ms. */
  patience: number
}

/** Bytes read of an answer: embeddings of six texts with 4,096 numbers have 500 kB. */
const LARGEST = 2 * 1024 * 1024
/** Words of a draft at most. */
const TOKENS = 400

const isTimeout = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'TimeoutError' || error.name === 'AbortError')

/** Goes nowhere else than it was told to, and reads no more than an answer can have. */
const carefully: typeof fetch = async (input, init) => {
  const response = await fetch(input, { ...init, redirect: 'error' })
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body ?? []) {
    length += part.length
    if (length > LARGEST) throw new CallFailed('nonsense')
    parts.push(part)
  }
  const { status, statusText, headers } = response
  return new Response(Buffer.concat(parts), { status, statusText, headers })
}

const failureOf = (error: unknown): CallFailed => {
  for (let at = error, deep = 0; at instanceof Error && deep < 5; at = at.cause, deep++) {
    if (at instanceof CallFailed) return at
    if (isTimeout(at)) return new CallFailed('timeout')
  }
  if (APICallError.isInstance(error)) {
    const { statusCode } = error
    if (statusCode === undefined) return new CallFailed('refused')
    return statusCode >= 200 && statusCode < 300
      ? new CallFailed('nonsense')
      : new CallFailed('status', statusCode)
  }
  return new CallFailed(error instanceof TypeError ? 'refused' : 'nonsense')
}

const calling = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work()
  } catch (error) {
    throw failureOf(error)
  }
}

const open = ({ settings, key }: Connection) =>
  createOpenAICompatible({
    name: 'outside',
    baseURL: settings.baseUrl.replace(/\/+$/, ''),
    fetch: carefully,
    ...(key !== null && { apiKey: key }),
  })

/** Vectors of texts, in their order. Throws CallFailed, also where they are not what was asked for. */
export const embed = (connection: Connection, texts: readonly string[]): Promise<number[][]> =>
  calling(async () => {
    const { embeddings } = await embedMany({
      model: open(connection).embeddingModel(connection.settings.embeddingModel),
      values: [...texts],
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(connection.patience),
    })
    const width = embeddings[0]?.length ?? 0
    const sound =
      embeddings.length === texts.length &&
      width > 0 &&
      embeddings.every((vector) => vector.length === width && vector.every((n) => Number.isFinite(n)))
    if (!sound) throw new CallFailed('nonsense')
    return embeddings
  })

/** What the model says. Throws CallFailed. */
export const generate = (connection: Connection, { system, data }: Prompt): Promise<string> =>
  calling(async () => {
    const { text } = await generateText({
      model: open(connection).chatModel(connection.settings.chatModel),
      instructions: system,
      prompt: data,
      temperature: 0,
      maxOutputTokens: TOKENS,
      maxRetries: 0,
      abortSignal: AbortSignal.timeout(connection.patience),
    })
    return text
  })
