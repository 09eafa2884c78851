import i18next from 'i18next'
import { beforeAll, describe, expect, test } from 'vitest'
import { z } from 'zod'
import { refuse } from '../shared/refusal.ts'
import { errorText } from './i18n.ts'
import { en } from './locales/en.ts'
import { zhCN } from './locales/zh-CN.ts'
import { ownSentences, problemText } from './problems.ts'

const HAN = /\p{Script=Han}/u

beforeAll(async () => {
  await i18next.init({
    lng: 'zh-CN',
    fallbackLng: false,
    defaultNS: 'web',
    ns: 'web',
    resources: { 'zh-CN': { web: zhCN }, en: { web: en } },
    interpolation: { escapeValue: false },
  })
})

/** What the desk would say of a value. */
const found = (schema: z.ZodType, value: unknown): string =>
  schema.safeParse(value).error?.issues[0]?.message ?? 'nothing'

describe('what a schema says', () => {
  test.each([
    ['missing', z.string(), undefined, '没有填写', 'is missing'],
    ['no number', z.number(), 'x', '须为数字', 'must be a number'],
    ['no whole number', z.number().int(), 1.5, '须为整数', 'must be a whole number'],
    ['empty', z.string().min(1), '', '不能为空，请填写', 'is empty: fill it in'],
    ['an empty list', z.array(z.string()).min(1), [], '不能为空，请填写', 'is empty: fill it in'],
    ['too short', z.string().min(10), 'abc', '太短，至少 10 个字符', 'is too short: at least 10 characters'],
    ['too long', z.string().max(3), 'abcd', '太长，最多 3 个字符', 'is too long: at most 3 characters'],
    ['too many', z.array(z.number()).max(1), [1, 2], '太多，最多 1 项', 'has too many entries: at most 1'],
    ['too few', z.array(z.number()).min(2), [1], '太少，至少 2 项', 'has too few entries: at least 2'],
    ['too small', z.number().min(-1), -2, '不能小于 -1', 'must be at least -1'],
    ['a whole number too big', z.number().int().max(9), 10, '不能大于 9', 'must be at most 9'],
    ['not above', z.number().gt(0.5), 0.5, '须大于 0.5', 'must be more than 0.5'],
    ['not below', z.number().lt(2), 2, '须小于 2', 'must be less than 2'],
    ['no choice', z.enum(['a', 'b']), 'c', '不在可选范围内：a / b', 'is none of the choices: a / b'],
    ['a pattern', z.string().regex(/a/), 'b', '格式不对', 'is not in the right form'],
    ['no address', z.url(), 'b', '格式不对', 'is not in the right form'],
    ['another kind', z.boolean(), 1, '格式不对', 'is not in the right form'],
    ['no union', z.union([z.string(), z.null()]), 1, '格式不对', 'is not in the right form'],
  ])('%s', async (_, schema, value, chinese, english) => {
    const problem = { field: '', problem: found(schema, value) }
    await i18next.changeLanguage('zh-CN')
    expect(problemText(problem)).toBe(chinese)
    await i18next.changeLanguage('en')
    expect(problemText(problem)).toBe(english)
    await i18next.changeLanguage('zh-CN')
  })
})

describe('what the desk says in its own words', () => {
  const sources = import.meta.glob<string>(['../**/*.ts', '!../web/**', '!../**/*.test.ts'], {
    query: '?raw',
    import: 'default',
    eager: true,
  })
  const serverSays = Object.values(sources).join('\n')
  test.each(Object.keys(ownSentences))('%s', (sentence) => {
    // A sentence that nobody says any more is translated in vain.
    expect(serverSays).toContain(sentence)
    expect(problemText({ field: '', problem: sentence })).toMatch(HAN)
  })
  test.each([
    ['10 to 128 characters', '须为 10 到 128 个字符'],
    ['unknown variable {size}; there are {buyer} {shop}', '没有变量 {size}，可用的有 {buyer} {shop}'],
    ['is more than 92 days after the first', '最多在第一天之后 92 天'],
    ['something new', 'something new'],
  ])('%s', (sentence, chinese) => {
    expect(problemText({ field: '', problem: sentence })).toBe(chinese)
  })
})

test.each([
  [
    'a rule of the clocks',
    { field: 'rules.0.limit', code: 'too-small', values: { limit: 1 } },
    /^规则 1，时限（秒）：.*1/,
  ],
  ['a rule of routing', { field: 'teams.1.name', code: 'same-name', severity: 'error' }, /^客服组 2，名称：/],
  [
    'a team in use',
    { field: 'teams', code: 'team-in-use', team: 'vip', members: 2, conversations: 3 },
    /^vip.*2.*3/,
  ],
  ['a code nobody knows', { field: 'x', code: 'other' }, /^x：as it was said$/],
])('by its code: %s', (_, problem, says) => {
  expect(problemText({ problem: 'as it was said', ...problem })).toMatch(says)
})

test.each([
  [
    'the field is named',
    refuse('malformed', { problems: [{ field: 'rule', problem: 'is no rule of this shop' }] }),
    `${zhCN.refusal.malformed}。事件：不是本店的规则`,
  ],
  [
    'each of several',
    refuse('malformed', {
      problems: [
        { field: 'name', problem: found(z.string().min(1), '') },
        { field: 'rules.2.answer', problem: found(z.string().max(3), 'abcd') },
      ],
    }),
    `${zhCN.refusal.malformed}。名称：不能为空，请填写；规则 3，答复：太长，最多 3 个字符`,
  ],
  [
    'also of what was not found',
    refuse('not-found', { conversationId: 7 }),
    `会话：${zhCN.refusal['not-found']}`,
  ],
  ['but not where nobody named it', refuse('not-found', { shopId: 7 }), zhCN.refusal['not-found']],
  ['without more', refuse('too-many'), zhCN.refusal['too-many']],
])('%s', (_, error, says) => {
  expect(errorText(error)).toBe(says)
})
