import { cite, rule, UNDATED } from './made.ts'

/** Standards that a shop sets itself, on any platform and at any hour. They cost nothing when missed. */
const standard = {
  platform: null,
  days: 1,
  from: UNDATED,
  confidence: 'own',
} as const

export const own = [
  rule({
    ...standard,
    hours: [],
    id: 'own-first-6s',
    name: { zh: '6秒内有回应', en: 'A response within 6 s' },
    // Anything but silence, the assistant's greeting included: no person types an answer in six seconds.
    answeredBy: 'any',
    // Of a session: in the rounds that follow a person types, and the next rule judges.
    counted: 'first-reply',
    sameSession: 600,
    limit: 6,
    target: 1,
    source: cite('行业里说的“黄金6秒”；不是平台规则', 'The trade’s “golden six seconds”; no platform’s rule'),
  }),
  rule({
    ...standard,
    hours: [],
    id: 'own-answer',
    counted: 'round',
    name: { zh: '3分钟内有实质答复', en: 'An answer of substance within 3 minutes' },
    answeredBy: 'auto',
    limit: 180,
    target: 0.95,
    source: cite('本工作台默认', 'The desk’s own default'),
  }),
]
