import type { ShopFacts } from '../shop/domain.ts'
import type { GuardOutcome } from './contract.ts'
import { shippedRules } from './domain/shipped/index.ts'
import type { Severity } from './domain/verdict.ts'
import type { NamedEvent } from './store.ts'

interface Words {
  heads: readonly string[]
  outcome: Record<GuardOutcome, string>
  severity: Record<Severity, string>
  desk: string
  yes: string
}

const words: Record<ShopFacts['locale'], Words> = {
  'zh-CN': {
    heads: ['时间', '会话', '买家', '发送人', '结果', '规则', '处理', '命中内容', '发送理由', '误报'],
    outcome: { stopped: '已拦截', asked: '要求确认', 'sent-anyway': '确认后仍发送', noted: '提示后发送' },
    severity: { note: '提示', ask: '确认', block: '拦截' },
    desk: '智能客服',
    yes: '是',
  },
  en: {
    heads: [
      'time',
      'conversation',
      'buyer',
      'sent by',
      'outcome',
      'rule',
      'severity',
      'found',
      'reason',
      'false alarm',
    ],
    outcome: { stopped: 'stopped', asked: 'asked', 'sent-anyway': 'sent anyway', noted: 'noted' },
    severity: { note: 'note', ask: 'ask', block: 'block' },
    desk: 'assistant',
    yes: 'yes',
  },
}

/** A cell that no spreadsheet takes for a formula, in quotes where it needs them. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

/** Events as the text of a CSV file, one line a finding, in the shop's language and time. Spreadsheets know UTF-8 by the
 * mark it begins with. */
export const reportFile = (events: readonly NamedEvent[], { locale, timeZone }: ShopFacts): string => {
  const { heads, outcome, severity, desk, yes } = words[locale]
  const when = new Intl.DateTimeFormat('sv', { timeZone, dateStyle: 'short', timeStyle: 'medium' })
  const names = new Map(shippedRules.map(({ id, name }) => [id, locale === 'en' ? name.en : name.zh]))
  const lines = events.flatMap((e) =>
    e.finds.map((found) => [
      when.format(e.at),
      String(e.conversationId),
      e.buyerName ?? '',
      e.personName ?? desk,
      outcome[e.outcome],
      names.get(found.rule) ?? found.rule,
      severity[found.severity],
      found.text,
      e.reason ?? '',
      e.falseAlarm ? yes : '',
    ]),
  )
  return `\uFEFF${[heads, ...lines].map((line) => line.map(cell).join(',')).join('\r\n')}\r\n`
}
