import type { Ask } from '../domain/ask.ts'
import type { CurvePoint, Thresholds } from '../domain/curve.ts'
import type { Knowable } from '../domain/faq.ts'
import type { Pattern } from '../domain/pattern.ts'
import type { AssistantSettings } from '../domain/settings.ts'

/** What is known to the assistant of a shop, as its store has it. */
export interface Known {
  entries: readonly Knowable[]
  patterns: readonly Pattern[]
  /** Words of the shop's own that no dictionary has: names of products. */
  words: readonly string[]
}

/** A shop's knowledge made ready for asking. */
export interface Built {
  /** Ways of asking it has learnt, questions included. */
  wordings: number
  /** Roughly what it holds in memory, in bytes. */
  size: number
  curve: readonly CurvePoint[]
  thresholds(confidence: AssistantSettings['confidence']): Thresholds
  ask(thresholds: Thresholds): Ask
}

/** What makes knowledge ready. Small shops are built on the spot, large ones beside the event loop. */
export interface Engine {
  build(known: Known): Promise<Built>
  close(): Promise<void>
}
