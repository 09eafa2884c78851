/** What the audit tells of, for the filter. One without words in the locale files shows its code. */
export const actions = [
  'sign-in',
  'sign-in.failed',
  'sign-out',
  'password.changed',
  'password.reset',
  'message.sent',
  'assistant.changed',
  'faq.added',
  'faq.changed',
  'faq.removed',
  'faq.imported',
  'faq.pattern-added',
  'faq.pattern-changed',
  'faq.pattern-removed',
  'learning.entry',
  'learning.wordings',
  'learning.ignored',
  'learning.restored',
  'provider.changed',
  'clock.changed',
  'routing.changed',
  'seat.changed',
  'conversations.handed-over',
  'incident.written',
  'incident.struck',
  'buyer.agent',
  'member.added',
  'member.changed',
  'member.removed',
  'shop.added',
  'shop.changed',
  'guard.changed',
  'bargaining.changed',
  'concession.given',
  'concession.paid',
  'concession.withdrawn',
  'sms.changed',
  'sms.key-renewed',
  'sms.tested',
  'opt-out.added',
  'opt-out.removed',
  'errand.assigned',
  'errand.settled',
  'errand.revealed',
  'lead.revealed',
  'lead.changed',
  'lead.forgotten',
  'phrase.added',
  'phrase.changed',
  'phrase.removed',
  'phrase.imported',
  'phrase.exported',
  'campaign.added',
  'campaign.changed',
  'campaign.removed',
  'campaign.signed-up',
  'activity.added',
  'activity.changed',
  'activity.removed',
  'offer.added',
  'offer.changed',
  'offer.removed',
  'rule-set.changed',
  'channel.added',
  'channel.changed',
  'channel.secret-renewed',
  'letter.sent-again',
  'letter.dismissed',
  'import',
  'export',
] as const

const short = (value: unknown): string =>
  typeof value === 'string' || typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? '–')

const isChange = (value: unknown): value is { from: unknown; to: unknown } =>
  typeof value === 'object' && value !== null && 'from' in value && 'to' in value

/** What an entry tells, field by field: `slots: 5 → 8 · personId: 3`. */
export const detailText = (detail: unknown): string => {
  if (detail === null || detail === undefined) return ''
  if (typeof detail !== 'object' || Array.isArray(detail)) return short(detail)
  return Object.entries(detail)
    .map(([field, value]) =>
      isChange(value) ? `${field}: ${short(value.from)} → ${short(value.to)}` : `${field}: ${short(value)}`,
    )
    .join(' · ')
}
