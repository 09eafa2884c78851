import type { Ask } from '../domain/ask.ts'
import type { CurvePoint, Thresholds } from '../domain/curve.ts'
import type { Knowable } from '../domain/faq.ts'
import type { Pattern } from '../domain/pattern.ts'
import type { AssistantSettings } from '../domain/settings.ts'
import { createIndexer, makeAsk, patternSource } from '../matching/index.ts'
import { noSources, type Sources } from '../sources/index.ts'

/** What is known to the assistant of a shop, as its store has it. */
export interface Known {
  entries: readonly Knowable[]
  patterns: readonly Pattern[]
}

/** A shop's knowledge made ready for asking. */
export interface Built {
  /** Ways of asking it has learnt, questions included. */
  wordings: number
  /** Roughly what it holds in memory, in bytes. */
  size: number
  curve: readonly CurvePoint[]
  thresholds(confidence: AssistantSettings['confidence']): Thresholds
  /** `sources`: what else may answer. */
  ask(thresholds: Thresholds, sources?: Sources): Ask
}

/** What makes knowledge ready. Small shops are built on the spot, large ones beside the event loop. */
export interface Engine {
  build(known: Known): Promise<Built>
  close(): Promise<void>
}

/** Bytes an index takes by wording and by shop, roughly; measured at 10,000 entries with 60,000 wordings and at 60 with 300. */
const BY_WORDING = 1500
const BY_SHOP = 200_000

/** The engine that matches by what words have in common, from what the shop has written alone. */
export const matchingEngine = (): Engine => {
  const indexer = createIndexer()
  return {
    async build({ entries, patterns }) {
      const matcher = await indexer.index(entries)
      // Patterns were refused at the door if they do not compile; one of an older version is left out.
      const { source } = patternSource(
        patterns.map(({ id, name, pattern, answer }) => ({
          id: `pattern-${id}`,
          pattern,
          question: name,
          answer,
        })),
      )
      const wordings = matcher.texts.length
      return {
        wordings,
        size: BY_SHOP + BY_WORDING * wordings,
        curve: matcher.curve,
        thresholds({ wrongTarget, answer, choose }) {
          const measured = matcher.thresholds(wrongTarget)
          const from = answer ?? measured.answer
          return { answer: from, choose: Math.min(from, choose ?? measured.choose) }
        },
        ask: (thresholds, { leading } = noSources) =>
          makeAsk(matcher, patterns.length === 0 ? [] : [source], { thresholds, leading }),
      }
    },
    close: () => indexer.close(),
  }
}
