import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { HOUR, MINUTE, SECOND } from '../../../shared/time.ts'
import type { ShopFacts } from '../../shop/domain.ts'
import { defaultAssistantSettings } from '../defaults.ts'
import { answer, holdDue, holdIfDue, prepare, type Say } from './answer.ts'
import { AssistantSettings, type KeywordRule } from './settings.ts'

const shop: ShopFacts = {
  id: 1,
  platform: 'taobao',
  name: '南枝茶铺',
  timeZone: 'Asia/Shanghai',
  locale: 'zh-CN',
}
const rule = (id: string, keywords: string[], more: Partial<KeywordRule> = {}): KeywordRule => ({
  id,
  enabled: true,
  keywords,
  match: 'any',
  answer: `答：${id}`,
  ...more,
})
const settings: AssistantSettings = {
  ...defaultAssistantSettings('zh-CN'),
  enabled: true,
  greeting: '{buyer}您好，这里是{shop}',
  rules: [
    rule('ship', ['什么时候发货', 'When will it ship?']),
    rule('off', ['发票'], { enabled: false }),
    rule('gift', ['赠品', '什么时候'], { match: 'all' }),
    rule('late', ['什么时候']),
    rule('size', ['XL码', 'Ⅷ号']),
  ],
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '09:00', to: '23:00' }],
  outOfHours: '营业时间 {hours}',
  busy: '请稍候',
  busyAbove: 5,
  holdAfter: 40,
  reopenWithin: 120,
  closeAfter: 1440,
}
/** Wednesday 11 November, noon in Shanghai. */
const noon = Date.parse('2026-11-11T12:00:00+08:00')
const calm = { onDuty: 2, waiting: 0 }
const fresh = { greeted: false, heldFor: null }
const greeted = { greeted: true, heldFor: null }
const assistant = prepare(shop, settings)
const rulesOf = (says: Say[]) => says.map((say) => say.rule)
const reply = (text: string | null, changes: Partial<AssistantSettings> = {}, memory = greeted) =>
  answer(
    prepare(shop, { ...settings, ...changes }),
    memory,
    { text, buyerName: '小雨', waitingSince: noon },
    calm,
    noon,
  )

describe('greeting', () => {
  test('comes first and once in a conversation', () => {
    const first = reply('在吗', {}, fresh)
    expect(first.says).toEqual([{ text: '小雨您好，这里是南枝茶铺', rule: 'greeting', filler: true }])
    expect(first.memory.greeted).toBe(true)
    expect(reply('在吗', {}, first.memory as typeof greeted).says).toEqual([])
  })
  test('stands before the answer', () => {
    expect(rulesOf(reply('什么时候发货', {}, fresh).says)).toEqual(['greeting', 'ship'])
  })
  test('is left out where there is none, and then counts as said', () => {
    const said = reply('在吗', { greeting: '' }, fresh)
    expect(said).toEqual({ says: [], memory: { greeted: true, heldFor: null } })
  })
  test('greets a picture too', () => expect(rulesOf(reply(null, {}, fresh).says)).toEqual(['greeting']))
})

describe('keyword rules', () => {
  test.each([
    ['the keyword alone', '什么时候发货', 'ship'],
    ['within a sentence', '老板请问一下我的什么时候发货呀谢谢', 'ship'],
    ['the first rule in the shop’s order wins', '什么时候发货 赠品', 'ship'],
    ['any: one of the keywords is enough', 'when will it ship', 'ship'],
    ['all: both are there', '赠品什么时候到', 'gift'],
    ['all: in either order', '什么时候有赠品', 'gift'],
    ['all: one is not enough, and a later rule fits', '什么时候到', 'late'],
    ['a rule that is off is passed over', '开发票', undefined],
    ['case', 'WHEN WILL IT SHIP', 'ship'],
    ['punctuation and blanks in the message', '什么—时候，发 货？？', 'ship'],
    ['punctuation and blanks in the keyword', 'so when will it ship then', 'ship'],
    ['full-width letters in the message', '有ＸＬ码吗', 'size'],
    ['compatibility forms', '要VIII号', 'size'],
    ['line breaks', '什么时候\n发货', 'ship'],
    ['nothing fits', '你好', undefined],
    ['only punctuation', '？？？', undefined],
    ['nothing at all', '', undefined],
  ])('%s', (_, text, expected) => {
    expect(rulesOf(reply(text).says)).toEqual(expected === undefined ? [] : [expected])
  })

  test('a picture has no words', () => expect(reply(null).says).toEqual([]))

  test('an answer is no filler, knows the variables, and ends the waiting', () => {
    const said = reply('什么时候发货', {
      rules: [rule('ship', ['发货'], { answer: '{buyer}，{shop}{hours}发货' })],
    })
    expect(said.says).toEqual([{ text: '小雨，南枝茶铺09:00–23:00发货', rule: 'ship', filler: false }])
    expect(said.memory.heldFor).toBeNull()
  })

  test('what the buyer is called is not read as a variable', () => {
    const named = answer(
      assistant,
      fresh,
      { text: '在吗', buyerName: '{shop}{x}', waitingSince: noon },
      calm,
      noon,
    )
    expect(named.says[0]?.text).toBe('{shop}{x}您好，这里是南枝茶铺')
  })

  test('a keyword is found wherever it stands, whatever marks and blanks are put between', () => {
    const mark = fc.constantFrom(' ', '，', '。', '!', '…', '\n', '　')
    fc.assert(
      fc.property(fc.array(mark, { maxLength: 4 }), fc.nat(6), (marks, at) => {
        const text = [...'什么时候发货'].toSpliced(at, 0, ...marks).join('')
        expect(rulesOf(reply(`请问${text}啊`).says)).toEqual(['ship'])
      }),
    )
  })
})

describe('nobody can answer soon', () => {
  const said = (
    at: number,
    around = calm,
    memory = greeted as { greeted: boolean; heldFor: number | null },
  ) => answer(assistant, memory, { text: '你好', buyerName: '小雨', waitingSince: at }, around, at)
  const night = Date.parse('2026-11-11T23:30:00+08:00')

  test.each([
    ['open and calm: silence', noon, calm, undefined],
    ['open, five waiting: not yet busy', noon, { onDuty: 2, waiting: 5 }, undefined],
    ['open, six waiting', noon, { onDuty: 2, waiting: 6 }, 'busy'],
    ['open, nobody on duty', noon, { onDuty: 0, waiting: 0 }, 'busy'],
    ['closed', night, calm, 'out-of-hours'],
    ['closed and busy: the hours are what helps', night, { onDuty: 0, waiting: 9 }, 'out-of-hours'],
    ['one minute before opening', Date.parse('2026-11-11T08:59:59+08:00'), calm, 'out-of-hours'],
    ['at opening', Date.parse('2026-11-11T09:00:00+08:00'), calm, undefined],
    ['in the last minute', Date.parse('2026-11-11T22:59:59+08:00'), calm, undefined],
    ['at closing', Date.parse('2026-11-11T23:00:00+08:00'), calm, 'out-of-hours'],
  ])('%s', (_, at, around, expected) => {
    const { says } = said(at, around)
    expect(rulesOf(says)).toEqual(expected === undefined ? [] : [expected])
    for (const say of says) expect(say.filler).toBe(true)
  })

  test('a rule’s answer comes even then, and no filler with it', () => {
    const { says } = answer(
      assistant,
      greeted,
      { text: '什么时候发货', buyerName: '小雨', waitingSince: night },
      { onDuty: 0, waiting: 99 },
      night,
    )
    expect(rulesOf(says)).toEqual(['ship'])
  })

  test('told once a round: further questions of it hear nothing, the next round does', () => {
    const first = said(night)
    expect(first.memory.heldFor).toBe(night)
    const again = answer(
      assistant,
      first.memory,
      { text: '还在吗', buyerName: '小雨', waitingSince: night },
      calm,
      night + MINUTE,
    )
    expect(again.says).toEqual([])
    expect(again.memory.heldFor).toBe(night)
    expect(rulesOf(said(night + HOUR / 4, calm, again.memory).says)).toEqual(['out-of-hours'])
  })

  test('an empty filler says nothing and is not tried again in the round', () => {
    const quiet = prepare(shop, { ...settings, outOfHours: '' })
    const { says, memory } = answer(
      quiet,
      greeted,
      { text: '你好', buyerName: '小雨', waitingSince: night },
      calm,
      night,
    )
    expect(says).toEqual([])
    expect(holdDue(quiet, memory, night)).toBeNull()
  })

  test('turned off, it says nothing and remembers nothing', () => {
    expect(reply('什么时候发货', { enabled: false }, fresh)).toEqual({ says: [], memory: fresh })
    expect(holdDue(prepare(shop, { ...settings, enabled: false }), greeted, noon)).toBeNull()
  })
})

describe('holding the line', () => {
  const waiting = { since: noon, buyerName: '小雨', assigned: false }
  const holding = (...ask: Parameters<typeof holdIfDue>) => holdIfDue(...ask) ?? { says: [], memory: ask[1] }

  test.each([
    ['a second before', 39 * SECOND, []],
    ['when the time has come', 40 * SECOND, ['busy']],
    ['later still, after a pause of the desk', 5 * MINUTE, ['busy']],
    ['after closing', 11.5 * HOUR, ['out-of-hours']],
  ])('%s', (_, passed, expected) => {
    const says = holdIfDue(assistant, greeted, waiting, calm, noon + passed)?.says ?? []
    expect(rulesOf(says)).toEqual(expected)
    for (const say of says) expect(say.filler).toBe(true)
  })

  test('once a round', () => {
    const first = holding(assistant, greeted, waiting, calm, noon + MINUTE)
    expect(first.memory).toEqual({ greeted: true, heldFor: noon, said: ['busy'] })
    expect(holdDue(assistant, first.memory, noon)).toBeNull()
    expect(holding(assistant, first.memory, waiting, calm, noon + HOUR).says).toEqual([])
    expect(holdDue(assistant, first.memory, noon + HOUR)).toBe(noon + HOUR + 40 * SECOND)
  })

  test('not after the round was told at once', () => {
    const told = answer(
      assistant,
      greeted,
      { text: '你好', buyerName: '小雨', waitingSince: noon },
      { onDuty: 0, waiting: 0 },
      noon,
    )
    expect(holding(assistant, told.memory, waiting, calm, noon + HOUR).says).toEqual([])
  })

  test('an answered round that opens again may be held again', () => {
    const held = holding(assistant, greeted, waiting, calm, noon + MINUTE)
    const answered = answer(
      assistant,
      held.memory,
      { text: '什么时候发货', buyerName: '小雨', waitingSince: noon },
      calm,
      noon + 2 * MINUTE,
    )
    expect(answered.memory.heldFor).toBeNull()
  })
})

describe('settings', () => {
  const parse = (changes: object) => AssistantSettings.safeParse({ ...settings, ...changes })

  test.each([
    ['as they are', {}, true],
    ['an unknown variable in the greeting', { greeting: '您好{name}' }, false],
    ['an unknown variable in an answer', { rules: [rule('a', ['k'], { answer: '{order}' })] }, false],
    ['an unknown variable in the fillers', { busy: '{agent}' }, false],
    ['braces that are no variable', { busy: '{ 稍候 } {}' }, true],
    ['a rule without answer', { rules: [rule('a', ['k'], { answer: ' ' })] }, false],
    ['a rule without keyword', { rules: [rule('a', [])] }, false],
    ['a keyword of marks only, which would be in every message', { rules: [rule('a', ['？！'])] }, false],
    ['25 o’clock', { hours: [{ days: [1], from: '09:00', to: '25:00' }] }, false],
    ['midnight as the end', { hours: [{ days: [1], from: '09:00', to: '24:00' }] }, true],
    ['an eighth day', { hours: [{ days: [8], from: '09:00', to: '18:00' }] }, false],
    ['holding before a second has passed', { holdAfter: 0 }, false],
  ])('%s', (_, changes, accepted) => expect(parse(changes).success).toBe(accepted))

  test('an unknown variable is named, with those there are', () => {
    const problem = parse({ greeting: '{name}' }).error?.issues[0]
    expect(problem?.message).toBe('unknown variable {name}; there are {buyer} {shop} {hours}')
    expect(problem?.path).toEqual(['greeting'])
  })

  test.each(['zh-CN', 'en'] as const)(
    'the defaults in %s are valid, whole and of that language',
    (locale) => {
      const defaults = defaultAssistantSettings(locale)
      expect(AssistantSettings.parse(defaults)).toEqual(defaults)
      const words = [
        defaults.greeting,
        defaults.busy,
        defaults.outOfHours,
        ...defaults.rules.map((r) => r.answer),
      ]
      for (const text of words) expect(/\p{Script=Han}/u.test(text)).toBe(locale === 'zh-CN')
      expect(new Set(defaults.rules.map((r) => r.id)).size).toBe(defaults.rules.length)
    },
  )

  test('the defaults answer what is asked most', () => {
    const ask = (locale: 'zh-CN' | 'en', text: string) =>
      rulesOf(
        answer(
          prepare(shop, defaultAssistantSettings(locale)),
          greeted,
          { text, buyerName: 'x', waitingSince: noon },
          calm,
          noon,
        ).says,
      )
    expect(ask('zh-CN', '你好，多久发货？')).toEqual(['dispatch'])
    expect(ask('zh-CN', '可以开 发票 吗')).toEqual(['invoice'])
    expect(ask('zh-CN', '七天无理由吗')).toEqual(['returns'])
    expect(ask('en', 'When will it ship?')).toEqual(['dispatch'])
    expect(ask('en', 'What are your opening hours?')).toEqual(['hours'])
  })
})
