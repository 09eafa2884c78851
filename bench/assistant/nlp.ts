import { createRequire } from 'node:module'

interface Manager {
  addDocument(language: string, text: string, intent: string): void
  train(): Promise<void>
  process(language: string, text: string): Promise<{ classifications: { intent: string; score: number }[] }>
}
interface NodeNlp {
  NlpManager: new (settings: Record<string, unknown>) => Manager
}

/** node-nlp as its manual has it, an intent an entry. */
export const nlp = async (
  docs: readonly string[],
  language = 'zh',
): Promise<(question: string) => Promise<{ doc: number; score: number }[]>> => {
  // It has no types.
  const { NlpManager } = createRequire(import.meta.url)('node-nlp') as NodeNlp
  const manager = new NlpManager({
    languages: [language],
    forceNER: false,
    autoSave: false,
    nlu: { log: false },
  })
  for (const [i, doc] of docs.entries()) manager.addDocument(language, doc, String(i))
  await manager.train()
  return async (question) => {
    const { classifications } = await manager.process(language, question)
    return classifications
      .filter(({ intent }) => intent !== 'None')
      .slice(0, 5)
      .map(({ intent, score }) => ({ doc: Number(intent), score }))
  }
}
