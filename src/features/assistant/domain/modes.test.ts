import { describe, expect, test } from 'vitest'
import { SECOND } from '../../../shared/time.ts'
import type { AssistantMemory } from '../../conversation/domain.ts'
import { defaultAssistantSettings } from '../defaults.ts'
import { answer, choosable, holdIfDue, modeNow, personAnswered, prepare } from './answer.ts'
import type { Candidate, Found, Question } from './ask.ts'
import type { AssistantSettings } from './settings.ts'

const noon = Date.parse('2026-11-11T12:00:00+08:00')
const shop = { id: 1, platform: 'taobao', name: '小铺', timeZone: 'Asia/Shanghai', locale: 'zh-CN' } as const
const entry = (id: string, score: number): Candidate => ({
  source: 'faq',
  id,
  question: `问题${id}`,
  answer: `{buyer}，答案${id}`,
  pictures: id === '3' ? ['/files/1/a.webp'] : [],
  score,
  why: [],
})
const faq: Record<string, Found> = {
  水洗吗: { decision: 'answer', candidates: [entry('1', 0.9)], answers: [entry('1', 0.9)] },
  有红色吗: { decision: 'answer', candidates: [entry('2', 0.9)], answers: [entry('2', 0.9)] },
  怎么洗: { decision: 'answer', candidates: [entry('3', 0.9)], answers: [entry('3', 0.9)] },
  '水洗吗？有红色吗': {
    decision: 'answer',
    candidates: [entry('1', 0.9), entry('2', 0.8)],
    answers: [entry('1', 0.9), entry('2', 0.8)],
  },
  多大: { decision: 'choose', candidates: [entry('4', 0.4), entry('5', 0.35)], answers: [] },
  多重: { decision: 'choose', candidates: [entry('6', 0.4), entry('7', 0.3)], answers: [] },
  能洗不: { decision: 'choose', candidates: [entry('1', 0.7), entry('7', 0.17)], answers: [] },
  问题4: { decision: 'answer', candidates: [entry('4', 1)], answers: [entry('4', 1)] },
  问题5: { decision: 'choose', candidates: [entry('5', 0.6)], answers: [] },
}
const asked: Question[] = []
const ask = (question: Question): Found => {
  asked.push(question)
  return faq[question.text] ?? { decision: 'hand-over', candidates: [], answers: [] }
}
const settings: AssistantSettings = {
  ...defaultAssistantSettings('zh-CN'),
  hours: [],
  rules: [{ id: 'ship', enabled: true, keywords: ['发货'], match: 'any', answer: '48 小时' }],
  handOverWords: '请人工',
  chooseWords: '哪一个',
  busy: '人多',
}
const calm = { onDuty: 2, waiting: 0 }
const nobody = { onDuty: 0, waiting: 0 }

/** What is said to some messages in turn, by rule, and what is remembered. */
const talk = (texts: (string | 'A PERSON')[], change: Partial<AssistantSettings> = {}, around = calm) => {
  let memory: AssistantMemory = { greeted: true, heldFor: null }
  const says = texts.map((text, i) => {
    if (text === 'A PERSON') {
      memory = personAnswered(memory)
      return []
    }
    const given = { text, buyerName: '小雨', waitingSince: noon + i }
    const said = answer(prepare(shop, { ...settings, ...change }, [], ask), memory, given, around, noon)
    memory = said.memory
    return said.says.map(({ rule }) => rule)
  })
  return { says, memory }
}

describe('AST-8 who speaks', () => {
  test.each<[string, Partial<AssistantSettings>, { onDuty: number; waiting: number }, string[]]>([
    ['assistant first: it answers', {}, calm, ['faq:1']],
    ['person first, somebody is there: it is silent', { mode: 'person-first' }, calm, []],
    ['person first, nobody is there: it answers', { mode: 'person-first' }, nobody, ['faq:1']],
    [
      'person first, too many wait: it answers',
      { mode: 'person-first' },
      { onDuty: 2, waiting: 6 },
      ['faq:1'],
    ],
    ['assist only: never by itself', { mode: 'assist-only' }, calm, []],
    ['assist only, nobody there: it only holds the line', { mode: 'assist-only' }, nobody, ['busy']],
  ])('%s', (_, change, around, expected) => {
    expect(talk(['水洗吗'], change, around).says).toEqual([expected])
  })

  const night = { days: [3], from: '11:00', to: '13:00' }
  test.each<[string, Partial<AssistantSettings>, number, string]>([
    ['the shop’s mode', { mode: 'person-first' }, 0, 'person-first'],
    [
      'AST-9 at the hours of the schedule another',
      { schedule: [{ hours: night, mode: 'assist-only' }] },
      0,
      'assist-only',
    ],
    [
      'the first that fits',
      {
        schedule: [
          { hours: night, mode: 'person-first' },
          { hours: night, mode: 'assist-only' },
        ],
      },
      0,
      'person-first',
    ],
    [
      'AST-10 in a rush the rush’s, whatever the schedule says',
      { schedule: [{ hours: night, mode: 'assist-only' }], rush: { above: 10, mode: 'assistant-first' } },
      11,
      'assistant-first',
    ],
    ['at the limit it is no rush yet', { rush: { above: 10, mode: 'assist-only' } }, 10, 'assistant-first'],
  ])('%s', (_, change, waiting, mode) => {
    const prepared = prepare(shop, { ...settings, ...change })
    expect(modeNow(prepared, { onDuty: 1, waiting }, noon)).toBe(mode)
  })

  test('AST-11 person first, and nobody came in time: it answers what it knows, but not in a person’s conversation', () => {
    const prepared = prepare(shop, { ...settings, mode: 'person-first' }, [], ask)
    const heard = answer(
      prepared,
      { greeted: true, heldFor: null },
      { text: '水洗吗', buyerName: '小雨', waitingSince: noon },
      calm,
      noon,
    )
    const due = noon + settings.holdAfter * SECOND
    const late = (assigned: boolean) =>
      holdIfDue(prepared, heard.memory, { since: noon, buyerName: '小雨', assigned }, calm, due)?.says.map(
        (s) => s.rule,
      )
    expect(late(false)).toEqual(['faq:1'])
    expect(late(true)).toEqual(['busy'])
  })
})

describe('answers', () => {
  test('AST-12 the shop’s own rules come before what is found by meaning', () =>
    expect(talk(['发货']).says).toEqual([['ship']]))
  test('AST-13 every question of a message is answered, pictures after their words', () => {
    expect(talk(['水洗吗？有红色吗']).says).toEqual([['faq:1', 'faq:2']])
    const given = { text: '怎么洗', buyerName: '小雨', waitingSince: noon }
    const said = answer(prepare(shop, settings, [], ask), { greeted: true, heldFor: null }, given, calm, noon)
    expect(said.says).toEqual([
      { text: '小雨，答案3', rule: 'faq:3', filler: false, pictures: ['/files/1/a.webp'] },
    ])
  })
  test('AST-14 a follow-up is asked with what went before; thanks in between do not matter', () => {
    asked.length = 0
    talk(['水洗吗', '谢谢', '那红色呢'])
    expect(asked.at(-1)).toMatchObject({ text: '那红色呢', before: '水洗吗' })
  })
})

describe('AST-13 several questions, of which a rule answers one', () => {
  const says = (text: string) => {
    const given = { text, buyerName: '小雨', waitingSince: noon }
    return answer(
      prepare(shop, settings, [], ask),
      { greeted: true, heldFor: null },
      given,
      calm,
      noon,
    ).says.map(({ rule, filler }) => `${rule}${filler ? ' (waits)' : ''}`)
  }
  test.each([
    ['the other is answered too', '什么时候发货？水洗吗', ['ship', 'faq:1']],
    ['in their order', '水洗吗，什么时候发货？', ['faq:1', 'ship']],
    ['the same twice, once', '什么时候发货，几天发货', ['ship']],
    ['one that nothing answers goes on waiting', '什么时候发货？能绣名字吗', ['ship (waits)']],
    ['words around a question are none', '你好，什么时候发货，谢谢', ['ship']],
  ])('%s', (_, text, expected) => expect(says(text)).toEqual(expected))
})

test('AST-12 an entry that has the very words goes before a keyword in them', () => {
  const sure = { ...entry('8', 0.995), question: '发货前能改地址吗' }
  const knows = () => ({ decision: 'answer', candidates: [sure], answers: [sure] }) as const
  const given = { text: '发货前能改地址吗', buyerName: '小雨', waitingSince: noon }
  const said = answer(prepare(shop, settings, [], knows), { greeted: true, heldFor: null }, given, calm, noon)
  expect(said.says.map(({ rule }) => rule)).toEqual(['faq:8'])
})

describe('choices', () => {
  test.each<[string, string, string[]]>([
    ['by number', '1', ['faq:4']],
    ['by place', '第二个', ['faq:5']],
    ['by its words, though it alone would not be sure', '问题5', ['faq:5']],
    ['a full-width number', '１', ['faq:4']],
    ['another question instead', '水洗吗', ['faq:1']],
    ['a number that was not offered', '3', []],
  ])('AST-15 chosen %s', (_, text, expected) => {
    expect(talk(['多大', text]).says).toEqual([['choices'], expected])
  })
  test('AST-15 the wait goes on: they answer nothing', () => {
    const given = { text: '多大', buyerName: '小雨', waitingSince: noon }
    const said = answer(prepare(shop, settings, [], ask), { greeted: true, heldFor: null }, given, calm, noon)
    expect(said.says).toEqual([{ text: '哪一个\n1. 问题4\n2. 问题5', rule: 'choices', filler: true }])
    expect(said.memory.choices).toEqual(['问题4', '问题5'])
  })
  test.each<[string, string[], string[][]]>([
    ['not taken, no others follow', ['多大', '多重'], [['choices'], []]],
    ['after an answer they may', ['多大', '水洗吗', '多重'], [['choices'], ['faq:1'], ['choices']]],
    ['after a person too', ['多大', 'A PERSON', '多重'], [['choices'], [], ['choices']]],
  ])('AST-16 %s', (_, texts, expected) => expect(talk(texts).says).toEqual(expected))
})

describe('AST-22 one that is likely', () => {
  test('is said with its question, and ends no wait', () => {
    const given = { text: '能洗不', buyerName: '小雨', waitingSince: noon }
    const said = answer(prepare(shop, settings, [], ask), { greeted: true, heldFor: null }, given, calm, noon)
    expect(said.says).toEqual([{ text: '“问题1”\n小雨，答案1', rule: 'faq:1', filler: true }])
    expect(said.memory).toEqual({ greeted: true, heldFor: noon, asked: '能洗不', last: 'faq:1' })
  })
  test('and not twice', () => expect(talk(['能洗不', '能洗不']).says).toEqual([['faq:1'], ['hand-over']]))
})

describe('handing over', () => {
  test.each<[string, string[], string[][]]>([
    ['AST-17 the same answer twice in a row', ['水洗吗', '水洗吗'], [['faq:1'], ['hand-over']]],
    ['AST-17 of a rule too', ['发货', '发货'], [['ship'], ['hand-over']]],
    [
      'not where something else came between',
      ['水洗吗', '有红色吗', '水洗吗'],
      [['faq:1'], ['faq:2'], ['faq:1']],
    ],
    ['AST-18 the buyer asks for a person', ['转人工'], [['hand-over']]],
    ['AST-18 the buyer is displeased', ['你听不懂我说话吗'], [['hand-over']]],
    ['AST-19 a word that always goes to a person', ['我要投诉，水洗吗'], [['hand-over']]],
    ['AST-20 then it is silent', ['转人工', '水洗吗'], [['hand-over'], []]],
    ['AST-20 until a person has answered', ['转人工', 'A PERSON', '水洗吗'], [['hand-over'], [], ['faq:1']]],
  ])('%s', (_, texts, expected) => expect(talk(texts).says).toEqual(expected))

  test('AST-20 it says so once, and nothing besides, even where nobody is there', () =>
    expect(talk(['转人工', '转人工'], {}, nobody).says).toEqual([['hand-over'], ['busy']]))
  test('without words of its own it holds the line as ever', () =>
    expect(talk(['转人工'], { handOverWords: '' }, nobody).says).toEqual([['busy']]))
})

test.each<[says: string, scores: number[], offered: number]>([
  ['the first three', [0.4, 0.35, 0.3, 0.25], 3],
  ['half of the first is the least', [0.4, 0.2, 0.19], 2],
  ['far behind the first: it alone', [0.6, 0.1, 0.1], 1],
  ['nothing', [], 0],
])('MAT-13 choices: %s', (_, scores, offered) =>
  expect(choosable(scores.map((score, i) => entry(String(i), score)))).toHaveLength(offered),
)
