import { describe, expect, test } from 'vitest'
import type { PersonState } from '../../shared/access.ts'
import { HOUR, MINUTE, SECOND } from '../../shared/time.ts'
import { defaultClockSettings } from '../clock/domain/defaults.ts'
import { rulesFor } from '../clock/domain/settings-rules.ts'
import type { Command } from '../conversation/command.ts'
import { ANNA, BO, begin, CHIEF, here, NOON, type Play } from './testing.ts'

const closes: Command = { do: 'close' }
const rules = (talk: Play) => talk.breaches.map(({ rule }) => rule)
const FINES = ['douyin-slow', 'douyin-queue', 'douyin-offline']

describe('breaches', () => {
  const money = (talk: Play) => talk.breaches.reduce((fen, b) => fen + b.money, 0)

  test('[CLK-50] at the limit an answer is in time; a millisecond later it is not', () => {
    const inTime = begin().asks(0).goesTo(1).answers(181)
    expect(money(inTime)).toBe(0)
    const late = begin().asks(0).goesTo(1).answers(181.001)
    expect(money(late)).toBe(10_000)
  })

  test('[CLK-51] a limit that passes is written down at its moment, once, however long it goes on', () => {
    const talk = begin().asks(0).goesTo(1).until(3600)
    const lore = talk.breaches.filter(({ money }) => money > 0)
    expect(lore).toMatchObject([{ rule: 'douyin-slow', money: 10_000, at: 181.001, unit: `round 1 ${NOON}` }])
  })

  test('[CLK-52] while it waits for a person the queue’s clock runs, not theirs: one wait is not charged twice', () => {
    const talk = begin().asks(0).until(299)
    expect(rules(talk)).not.toContain('douyin-slow')
    expect(money(talk.until(301))).toBe(10_000)
    expect(money(talk.goesTo(400).answers(500))).toBe(10_000)
  })

  test('[CLK-53] asked while nobody was on duty, it is an offline question until a person answers', () => {
    const talk = begin({ onDuty: 0 })
      .asks(0)
      .until(24 * 3600)
    expect(talk.breaches.filter(({ money }) => money > 0).map(({ money }) => money)).toEqual([50_000])
    const answered = begin({ onDuty: 0 }).asks(0).answers(600)
    expect(money(answered)).toBe(0)
  })

  test('[CLK-54] the next wait is a wait of its own', () => {
    const talk = begin().asks(0).goesTo(1).answers(200).asks(300).answers(500)
    expect(money(talk)).toBe(20_000)
  })

  test('[CLK-55] a buyer’s day is spoilt once', () => {
    const talk = begin({ platform: 'pinduoduo' }).asks(0).goesTo(1).answers(400).asks(500).answers(900)
    const days = talk.breaches.filter(({ unit }) => unit.startsWith('day'))
    expect(days.length).toBeGreaterThan(0)
    expect(new Set(days.map(({ rule, unit }) => `${rule} ${unit}`)).size).toBe(days.length)
  })

  test('[CLK-56] where only people count, the assistant’s answer does not stop the clock; elsewhere it does', () => {
    const pdd = begin({ platform: 'pinduoduo' }).asks(0, '什么时候发货')
    expect(pdd.now().waitingSince).toBeNull()
    expect(pdd.now().queuedAt).toBe(NOON)
    expect(pdd.standing(1)?.clock.rule.platform).toBe('pinduoduo')
    const site = begin({ platform: 'site' }).asks(0, '什么时候发货')
    expect(site.standing(1)).toBeNull()
    expect(site.now().queuedAt).toBeNull()
    expect(begin({ platform: 'tmall' }).asks(0, '什么时候发货').standing(1)).toBeNull()
  })

  test('[CLK-64] with a question open it cannot be put away', () => {
    const talk = begin()
      .asks(0)
      .goesTo(1)
      .does(10, { do: 'snooze', until: NOON + HOUR })
    expect(talk.refusals).toEqual(['question-open'])
  })

  test('[CLK-57] a late message that is older moves the clock back', () => {
    const talk = begin({ platform: 'xiaohongshu' }).asks(100).goesTo(100)
    expect(talk.standing(100)?.clock.dueAt).toBe(NOON + 280 * SECOND)
    expect(talk.asks(110, '在吗', 40).standing(110)?.clock.dueAt).toBe(NOON + 220 * SECOND)
    // So late that the limit is over when it arrives: a breach, at once, from the moment it was.
    expect(talk.asks(120, '喂', -100).until(121).breaches[0]).toMatchObject({ at: 120 })
  })
})

describe('whatever comes before the ticker', () => {
  const broken = (talk: Play) => talk.breaches.filter((b) => b.money > 0).map(({ rule }) => rule)

  test('[CLK-50] a queue’s limit is written down though the dispatcher was first', () => {
    expect(broken(begin({ lazy: true }).asks(0).goesTo(321))).toEqual(['douyin-queue'])
  })
  test('[CLK-50] and an owner’s though it was put back first', () => {
    expect(broken(begin({ lazy: true }).asks(0).goesTo(1).isPutBack(200))).toEqual(['douyin-slow'])
  })
  test('[CLK-50] and a question’s though the next was answered at once', () => {
    const talk = begin({ platform: 'tmall', lazy: true })
      .asks(0)
      .goesTo(1)
      .isPutBack(30)
      .asks(201, '什么时候发货')
    expect(rules(talk)).toContain('tmall-3min')
  })
  test('[CLK-57] a message that comes after its limit has broken it, though it is answered at once', () => {
    const talk = begin({ platform: 'xiaohongshu', lazy: true }).asks(300, '什么时候发货', 0)
    expect(rules(talk)).toContain('xiaohongshu-3min')
  })
})

describe('one wait', () => {
  const fines = (talk: Play) => talk.breaches.filter((b) => b.money > 0).map(({ rule, at }) => [rule, at])

  test('[CLK-52] passed on, it goes on: nobody escapes a limit, and nobody pays twice', () => {
    const handed = begin().asks(0).goesTo(1).does(170, { do: 'transfer', to: BO, note: '' }).answers(340, BO)
    expect(fines(handed)).toEqual([['douyin-slow', 181.001]])
    const again = begin().asks(0).goesTo(1).isPutBack(200).goesTo(210, BO).answers(600, BO)
    expect(fines(again)).toEqual([['douyin-slow', 181.001]])
  })
  test('[CLK-52] what was moved and then put back owes the queue nothing', () => {
    expect(fines(begin().asks(0).goesTo(1).until(500).isPutBack(600).until(2000))).toEqual([
      ['douyin-slow', 181.001],
    ])
  })
  test('[CLK-53] asked while nobody was there, only that is counted, however often the buyer asks', () => {
    const talk = begin({ onDuty: 0 }).asks(0).knows({ onDuty: 2 }).asks(60).goesTo(70).until(4000)
    expect(fines(talk).map(([rule]) => rule)).toEqual(['douyin-offline'])
  })
  test('[CLK-53] an entry’s answer ends an offline question where such answers leave both sides', () => {
    expect(fines(begin({ onDuty: 0 }).asks(0, '什么时候发货').until(9000))).toEqual([])
  })
  test('[CLK-56] what the assistant answered while it was queued leaves the queue', () => {
    const talk = begin({ platform: 'douyin' }).asks(0).asks(5, '什么时候发货')
    expect(talk.now().queuedAt).toBeNull()
    expect(fines(talk.until(2000))).toEqual([])
  })
  test('[CLK-60] begun before the window, it counts from the first question in it, however often the buyer asks', () => {
    const eight = -4 * 3600
    const talk = begin({ platform: 'pinduoduo' })
      .asks(eight - 600)
      .goesTo(eight - 600)
    for (let minute = 1; minute < 20; minute += 2) talk.asks(eight + minute * 60)
    const days = talk.until(eight + 1200).breaches.filter((b) => b.unit.startsWith('day'))
    expect(days.map(({ rule, startedAt }) => [rule, (startedAt - NOON) / SECOND])).toEqual([
      ['pinduoduo-3min', eight + 60],
      ['pinduoduo-5min', eight + 60],
    ])
  })
  test('[CLK-66] asked again on another day, that day is spoilt as well', () => {
    const talk = begin({ platform: 'pinduoduo' })
      .asks(0)
      .goesTo(1)
      .asks(21 * 3600)
      .until(22 * 3600)
    const threes = talk.breaches.filter((b) => b.rule === 'pinduoduo-3min').map(({ startedAt }) => startedAt)
    expect(threes).toEqual([NOON, NOON + 21 * HOUR])
  })
  test('[CLK-63] come back after its time, a session is a new one with a first answer of its own', () => {
    const talk = begin({ platform: 'jd' }).asks(0).goesTo(1).answers(60).does(70, closes)
    talk
      .asks(70 + 900)
      .goesTo(971)
      .answers(1100)
    expect(talk.breaches.filter((b) => b.rule === 'jd-first-30s')).toHaveLength(2)
  })
  test('[CLK-55] a day that one conversation has spoilt, the buyer’s next does not spoil again', () => {
    const talk = begin({ platform: 'pinduoduo' }).asks(0).goesTo(1).answers(400).does(410, closes)
    talk
      .asks(410 + 3 * 3600)
      .goesTo(410 + 3 * 3600)
      .answers(12_000)
    expect(talk.breaches.filter((b) => b.rule === 'pinduoduo-3min')).toHaveLength(1)
  })
})

describe('silence', () => {
  test('[CLK-70] the steps come in order, at their share of the way to the tightest limit', () => {
    const talk = begin({ platform: 'site', says: { holdAfter: 3600 } })
      .asks(0)
      .goesTo(0)
      .until(180)
    expect(talk.told()).toEqual([
      '0 says greeting',
      '0 assigned',
      '72 nudge',
      '99 offer',
      '120 move',
      '144 says busy',
      '144 hold',
      '162 supervisor',
    ])
  })

  test('[CLK-71] an answer ends them, and the next wait begins them anew', () => {
    const talk = begin({ platform: 'site', says: { holdAfter: 3600 } })
      .asks(0)
      .goesTo(0)
      .answers(80)
    expect(
      talk
        .until(1000)
        .told()
        .filter((line) => /nudge|offer/.test(line)),
    ).toEqual(['72 nudge'])
    talk.asks(2000).until(2100)
    expect(talk.told().filter((line) => /nudge|offer/.test(line))).toEqual([
      '72 nudge',
      '2072 nudge',
      '2099 offer',
    ])
  })

  test('[CLK-72] an offered conversation may be claimed by a colleague, another’s may not', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).does(50, { do: 'claim' }, BO)
    expect(talk.refusals).toEqual(['already-claimed'])
    talk.does(100, { do: 'claim' }, BO)
    expect(talk.now()).toMatchObject({ assignee: BO, route: { offered: false } })
  })

  test('[CLK-73] what is being moved stays with its owner until somebody else has it, and an answer keeps it', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).until(125)
    expect(talk.now()).toMatchObject({
      assignee: ANNA,
      queuedAt: NOON + 120 * SECOND,
      route: { passed: [ANNA] },
    })
    expect(begin({ platform: 'site' }).asks(0).goesTo(0).answers(125).now()).toMatchObject({
      assignee: ANNA,
      queuedAt: null,
      route: { passed: [], offered: false },
    })
    expect(talk.goesTo(130, BO).now()).toMatchObject({ assignee: BO, queuedAt: null })
  })

  test('[CLK-77] who was given it late has a quarter of the time before it is offered or moved', () => {
    const talk = begin({ platform: 'site', says: { holdAfter: 3600 } })
      .asks(0)
      .goesTo(90)
      .until(179)
    expect(talk.told().filter((line) => /offer|move/.test(line))).toEqual([])
    expect(talk.until(210).now().queuedAt).toBe(NOON + 210 * SECOND)
  })

  test('[CLK-78] it is moved twice at most', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).until(130).goesTo(131, BO).until(260)
    expect(talk.goesTo(261, CHIEF).until(9000).now()).toMatchObject({ assignee: CHIEF, queuedAt: null })
    expect(talk.told().filter((line) => line.endsWith('move'))).toHaveLength(2)
  })

  test('[CLK-74] no buyer is held with the same words twice, in this conversation or the next', () => {
    const talk = begin({ platform: 'site', onDuty: 0 })
    for (let s = 0; s < 3000; s += 500) talk.asks(s)
    talk.does(3500, { do: 'close', unanswered: true }, CHIEF, true).asks(3500 + 3 * 3600)
    const holds = talk.messages.flatMap((m) =>
      m.detail?.filler && m.detail.rule !== 'greeting' ? [m.text] : [],
    )
    expect(holds.length).toBeGreaterThan(1)
    expect(new Set(holds).size).toBe(holds.length)
  })

  test('[CLK-75] where only a person’s words count, a buyer who has heard something is not fed fillers', () => {
    const talk = begin({ platform: 'xiaohongshu', says: { holdAfter: 3600 } })
      .asks(0)
      .goesTo(0)
      .until(179)
    expect(talk.told().filter((line) => line.includes('says'))).toEqual(['0 says greeting'])
    const mute = begin({ platform: 'xiaohongshu', says: { greeting: '', holdAfter: 3600 } })
      .asks(0)
      .goesTo(0)
    expect(
      mute
        .until(179)
        .told()
        .filter((line) => line.includes('says')),
    ).toEqual(['144 says busy'])
  })
})

describe('the end', () => {
  test('[CLK-80] with a question open it cannot be closed as solved; with a person’s answer it can', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).does(10, closes)
    expect(talk.refusals).toEqual(['question-open'])
    expect(talk.answers(20).does(30, closes).now().status).toBe('closed')
  })

  test('[CLK-80] an entry’s answer will do, fillers will not', () => {
    const entry = begin({ platform: 'site' }).asks(0, '什么时候发货').does(10, closes)
    expect(entry.now().status).toBe('closed')
    const filler = begin({ platform: 'site', onDuty: 0 }).asks(0).does(10, closes)
    expect(filler.refusals).toEqual(['question-open'])
  })

  test('[CLK-80] what needs no answer may be closed, and that is written down', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).does(10, { do: 'close', unanswered: true })
    expect(talk.now().status).toBe('closed')
    expect(talk.messages.at(-1)?.detail?.notice).toEqual({ what: 'closed', by: ANNA, unanswered: true })
  })

  test('[CLK-81] an answered conversation is ended after the idle time, never with a question open', () => {
    const talk = begin({ platform: 'douyin' }).asks(0).goesTo(0).answers(10)
    expect(talk.until(129).now().status).toBe('open')
    expect(talk.until(130).now().status).toBe('closed')
    const open = begin({ platform: 'douyin' }).asks(0).goesTo(0).answers(10).asks(20)
    expect(open.until(3600).now().status).toBe('open')
  })

  test('[CLK-82] thanks ask for nothing; where the merchant speaks last, a person does', () => {
    const douyin = begin({ platform: 'douyin' }).asks(0).goesTo(0).answers(10).asks(20, '好的，谢谢')
    expect(douyin.now().waitingSince).toBeNull()
    expect(douyin.until(300).now().status).toBe('closed')
    const pdd = begin({ platform: 'pinduoduo' }).asks(0).goesTo(0).answers(10).asks(20, '好的，谢谢')
    expect(pdd.now().waitingSince).toBeNull()
    expect(pdd.standing(21)?.clock.rule.answeredBy).toBe('person')
    expect(pdd.does(30, closes).refusals).toEqual(['question-open'])
  })

  test('[CLK-82] a yes to a question is no goodbye', () => {
    const clientId = '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d11'
    const question: Command = {
      do: 'reply',
      clientId,
      text: '帮您改成M码可以吗？',
      picture: null,
      assist: false,
    }
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).does(10, question).asks(20, '可以')
    expect(talk.now().waitingSince).toBe(NOON + 20 * SECOND)
  })

  test('[CLK-83] the shop has the last word where it wants it', () => {
    const closing = {
      ...defaultClockSettings({ platform: 'site', locale: 'zh-CN' }).closing,
      idle: 60,
      words: '再见',
    }
    const talk = begin({ platform: 'site', clock: { closing } })
      .asks(0)
      .goesTo(0)
      .answers(10)
      .asks(20, '谢谢')
    expect(talk.until(80).now().status).toBe('closed')
    expect(talk.told().slice(-2)).toEqual(['80 says closing', '80 closed'])
  })
})

describe('people', () => {
  test('[RTG-7] nobody gets more than their limit, by whatever way', () => {
    const full = { platform: 'site', room: () => 0 } as const
    expect(begin(full).asks(0).goesTo(1).now().assignee).toBeNull()
    expect(begin(full).asks(0).does(1, { do: 'claim' }).refusals).toEqual(['limit-reached'])
    expect(begin(full).asks(0).answers(1).refusals).toEqual(['limit-reached'])
    expect(begin(full).asks(0).does(1, { do: 'take' }, CHIEF, true).now().assignee).toBe(CHIEF)
    const talk = begin({ platform: 'site' })
      .asks(0)
      .goesTo(1)
      .knows({ room: () => 0 })
    expect(talk.does(2, { do: 'transfer', to: BO, note: '' }).refusals).toEqual(['limit-reached'])
    expect(talk.answers(3).now().assignee).toBe(ANNA)
  })

  test('[RTG-30] a buyer who writes to somebody who went home waits for others, and they get it back if they return', () => {
    const members = new Map<number, { state: PersonState; here: boolean }>([
      [ANNA, { state: 'offline', here: false }],
      [BO, here],
    ])
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).answers(10).knows({ members }).asks(600)
    expect(talk.now()).toMatchObject({
      assignee: null,
      queuedAt: NOON + 600 * SECOND,
      route: { prefer: ANNA },
    })
  })

  test('a transfer to a team queues it there, and not for who sent it on', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0)
    talk.does(5, { do: 'transfer', team: 'after-sales', note: '要退货' })
    expect(talk.now()).toMatchObject({ assignee: null, team: 'after-sales', route: { passed: [ANNA] } })
    expect(talk.now().queuedAt).not.toBeNull()
    expect(talk.does(6, { do: 'transfer', team: 'nowhere', note: '' }).refusals).toEqual(['not-found'])
  })

  test('[RTG-37] sent on after an answer, the team still gets it, and idle time does not end it first', () => {
    const talk = begin({ platform: 'douyin' }).asks(0).goesTo(0).answers(10)
    talk.does(20, { do: 'transfer', team: 'after-sales', note: '要退货' }).until(2000)
    expect(talk.now()).toMatchObject({ status: 'open', team: 'after-sales', queuedAt: NOON + 20 * SECOND })
    expect(talk.goesTo(2001, BO).now()).toMatchObject({ assignee: BO, queuedAt: null })
    expect(talk.breaches).toEqual([])
  })

  test('[RTG-3 RTG-4] words say which team; what stands earlier in the list has more weight', () => {
    expect(begin({ platform: 'site' }).asks(0, '我要退款').now().team).toBe('after-sales')
    const talk = begin({ platform: 'site' }).asks(0, '在吗')
    expect(talk.now()).toMatchObject({ team: 'pre-sales', route: { intent: null } })
    expect(talk.asks(5, '能便宜点吗').now()).toMatchObject({ team: 'bargaining', route: { slots: 2 } })
    expect(talk.asks(6, '地址写错了').now().team).toBe('order-change')
    expect(talk.asks(7, '便宜一点').now().team).toBe('order-change')
    expect(talk.asks(8, '我要投诉').now()).toMatchObject({
      team: 'after-sales',
      route: { intent: 'complaint' },
    })
  })

  test('reopened and woken conversations come back to who had them, if they can', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).answers(5).does(10, closes).asks(60)
    expect(talk.now()).toMatchObject({ status: 'open', assignee: null, route: { prefer: ANNA } })
    const snoozed = begin({ platform: 'site' }).asks(0).goesTo(0).answers(5)
    snoozed.does(10, { do: 'snooze', until: NOON + HOUR }).asks(60)
    expect(snoozed.now()).toMatchObject({ status: 'open', assignee: null, route: { prefer: ANNA } })
  })

  test('[CNV-13 RTG-36] woken at its time it waits for its owner, though no question is open, and is not ended', () => {
    const talk = begin({ platform: 'douyin' }).asks(0).goesTo(0).answers(5)
    talk.does(10, { do: 'snooze', until: NOON + HOUR }).until(3600)
    expect(talk.now()).toMatchObject({ status: 'open', queuedAt: NOON + HOUR, route: { prefer: ANNA } })
    expect(talk.until(4200).breaches).toEqual([])
    talk.goesTo(4201).until(7200)
    expect(talk.now()).toMatchObject({ status: 'open', assignee: ANNA, queuedAt: null })
    expect(talk.answers(7300).until(8000).now().status).toBe('closed')
  })

  test('what is begun anew is asked about anew, and nobody is passed over for what was', () => {
    const talk = begin({ platform: 'site' })
      .asks(0, '能便宜点吗')
      .goesTo(0)
      .until(130)
      .answers(140)
      .does(150, closes)
    expect(talk.asks(900, '我要退款').now()).toMatchObject({
      team: 'after-sales',
      route: { passed: [], prefer: ANNA, slots: 1 },
    })
  })

  test('a whisper is a supervisor’s', () => {
    const clientId = '7b0c1b3e-4c9e-4a51-9d7e-0a2f1f0c2d11'
    const whisper: Command = { do: 'note', clientId, text: '先道歉', whisper: true }
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).does(1, whisper, BO)
    expect(talk.refusals).toEqual(['not-allowed'])
    expect(talk.does(2, whisper, CHIEF, true).messages.at(-1)?.detail).toEqual({ whisper: true })
  })

  test('put back while away, it returns to the queue at once, however it stood', () => {
    const talk = begin({ platform: 'site' }).asks(0).goesTo(0).isPutBack(30)
    expect(talk.now()).toMatchObject({
      assignee: null,
      queuedAt: NOON + 30 * SECOND,
      route: { prefer: ANNA },
    })
    expect(talk.isPutBack(31).now().queuedAt).toBe(NOON + 30 * SECOND)
  })

  test('two minutes without a word, and it is moved even where no clock runs', () => {
    const quiet = {
      rules: rulesFor('site', { rules: [] }).map((r) => ({ ...r, from: NOON - 1, enabled: false })),
    }
    const talk = begin({ platform: 'site', clock: quiet }).asks(0).goesTo(1)
    expect(talk.until(MINUTE / SECOND).now().queuedAt).toBeNull()
    expect(talk.until(121).now().queuedAt).toBe(NOON + 121 * SECOND)
  })
})

test('the names of the fines are the ones that ship', () => {
  const ids = new Set(rulesFor('douyin', { rules: [] }).map(({ id }) => id))
  for (const id of FINES) expect(ids).toContain(id)
})
