import type { Built, Engine, Known } from './engine.ts'

/** An engine for tests: builds when it is let, finds an entry by its exact question, fails where one is called `fault`. */
export const exactEngine = () => {
  const gates: (() => void)[] = []
  const built: Known[] = []
  let atOnce = 0
  let most = 0
  let held = false
  const engine: Engine = {
    async build(known): Promise<Built> {
      most = Math.max(most, ++atOnce)
      built.push(known)
      if (held) await new Promise<void>((go) => gates.push(go))
      atOnce--
      if (known.entries.some(({ question }) => question === 'fault')) throw new Error('cannot be built')
      return {
        wordings: known.entries.length,
        size: 1000 * known.entries.length,
        curve: [],
        thresholds: ({ answer, wrongTarget }) => ({ answer: answer ?? 1 - wrongTarget, choose: 0.1 }),
        ask: (thresholds) => (question) => {
          const candidates = known.entries
            .filter((entry) => entry.question === question.text)
            .map((entry) => ({
              source: 'faq',
              id: String(entry.id),
              question: entry.question,
              answer: entry.answer,
              pictures: [],
              score: thresholds.answer,
              why: [],
            }))
          return { decision: candidates.length > 0 ? 'answer' : 'hand-over', candidates, answers: candidates }
        },
      }
    },
    close: async () => {},
  }
  return {
    engine,
    built,
    most: () => most,
    hold() {
      held = true
    },
    release() {
      held = false
      for (const go of gates.splice(0)) go()
    },
    waiting: () => gates.length,
  }
}
