import { describe, expect, test } from 'vitest'
import { prepareGuard } from '../../guard/domain/guard.ts'
import { defaultGuardSettings } from '../../guard/domain/settings.ts'
import { Platform } from '../../shop/domain.ts'
import { nextSteps, wordsFor } from './next-step.ts'
import { PlanBody, reasons } from './plan.ts'
import { fromTemplate, planTemplates } from './templates.ts'
import { wordings } from './wordings.ts'

const now = Date.parse('2026-11-11T02:00:00Z')
const context = (author: 'assistant-auto' | 'agent') => ({
  ...{ author, attachments: [], consent: false, stock: null, offerEndsAt: null, now },
})
const values: Record<string, { zh: string; en: string }> = {
  buyer: { zh: '小林', en: 'Anna' },
  product: { zh: '海盐蓝衬衫', en: 'Sea-salt shirt' },
  order: { zh: '4021', en: '4021' },
  amount: { zh: '128', en: '128' },
  left: { zh: '25 分钟', en: '25 minutes' },
  restock: { zh: '11月15日', en: '15 November' },
  starts: { zh: '11月11日 20:00', en: '11 November 20:00' },
  ships: { zh: '48 小时内发货', en: 'within 48 hours' },
}
const filled = (text: string, language: 'zh' | 'en') =>
  text.replaceAll(/\{(\w+)\}/g, (_, name: string) => values[name]?.[language] ?? `«${name}»`)

describe.each(Platform.options)('[RCV-105] on %s the guard has nothing to say of', (platform) => {
  const guard = prepareGuard(platform, defaultGuardSettings())
  const passes = (text: string) =>
    (['assistant-auto', 'agent'] as const).flatMap((author) =>
      guard.check(text, context(author)).findings.map(({ rule, text: found }) => `${rule}: ${found}`),
    )
  const spoken = [
    ...wordings.map((one) => [`${one.trigger} ${one.turn} ${one.reason} ${one.phase}`, one.says] as const),
    ...reasons.flatMap((reason) => nextSteps[reason].ways.map(({ says }) => [reason, says] as const)),
  ]
  test.each(spoken)('%s', (_, { zh, en }) => {
    expect(passes(filled(zh, 'zh'))).toEqual([])
    expect(passes(filled(en, 'en'))).toEqual([])
    expect(filled(zh + en, 'zh')).not.toContain('«')
  })
})

test.each(planTemplates)('[RCV-104] $id is a whole plan in both languages', (template) => {
  for (const language of ['zh', 'en'] as const) {
    const body = fromTemplate(template, language)
    expect(PlanBody.parse(body)).toEqual(body)
    for (const { words } of body.steps)
      expect(words.some(({ reason, phase, arm }) => reason === null && phase === null && arm === null)).toBe(
        true,
      )
  }
})

test.each(reasons)('[RCV-103] %s has words whatever is known', (reason) => {
  const none = { buyer: '', product: null, restock: null, starts: null, ships: null, left: null }
  const all = {
    buyer: '小林',
    product: '衬衫',
    restock: '明天',
    starts: '今晚',
    ships: '48 小时内发货',
    left: '9 分钟',
  }
  for (const language of ['zh', 'en'] as const) {
    expect(wordsFor(reason, null, none, language)).not.toBe('')
    expect(wordsFor(reason, 'preheat', all, language)).not.toMatch(/[{}]/)
  }
})
