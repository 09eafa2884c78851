import { describe, expect, test } from 'vitest'
import { backoff } from './backoff.ts'
import { inkOn, isColour } from './colour.ts'
import { type Commands, obey, productOf } from './commands.ts'
import { partsOf } from './links.ts'
import { inOrder, nextToSend, type Outgoing, outbox } from './outgoing.ts'
import { eventReader } from './sse.ts'
import { storeIn } from './store.ts'
import { dayOf, lastId, merged, placeOf, unreadCount } from './thread.ts'
import { uuid } from './uuid.ts'
import { type BuyerMessage, withProduct } from './wire.ts'
import { clockOf, dateOf, languageOf, words } from './words.ts'

const message = (id: number, at: number, change: Partial<BuyerMessage> = {}): BuyerMessage => ({
  id,
  from: 'agent',
  name: null,
  kind: 'text',
  text: '',
  picture: null,
  size: null,
  at,
  clientId: null,
  card: null,
  ...change,
})
const ids = (messages: readonly BuyerMessage[]) => messages.map((m) => m.id)

describe('the thread', () => {
  test.each([
    { says: 'new ones go to the end', known: [[1, 10]], news: [[2, 20]], gives: [1, 2] },
    {
      says: 'a late one takes its place',
      known: [
        [1, 10],
        [2, 30],
      ],
      news: [[3, 20]],
      gives: [1, 3, 2],
    },
    { says: 'of one moment, the first to arrive first', known: [[2, 10]], news: [[1, 10]], gives: [1, 2] },
    {
      says: 'the same again changes nothing',
      known: [
        [1, 10],
        [2, 20],
      ],
      news: [
        [2, 20],
        [1, 10],
      ],
      gives: [1, 2],
    },
  ])('$says', ({ known, news, gives }) => {
    const of = (rows: number[][]) => rows.map(([id = 0, at = 0]) => message(id, at))
    const thread = merged(of(known), of(news))
    expect(ids(thread)).toEqual(gives)
    expect(merged(thread, of(news))).toEqual(thread)
  })

  test('what the desk says replaces what was guessed', () => {
    const [kept] = merged([message(1, 10, { text: 'guess' })], [message(1, 12, { text: 'kept' })])
    expect([kept?.text, kept?.at]).toEqual(['kept', 12])
  })

  test('the last id is the greatest, not the latest', () => {
    expect(lastId(merged([], [message(7, 10), message(3, 90)]))).toBe(7)
    expect(lastId([])).toBe(0)
  })

  test('unread: what others said, after what was read', () => {
    const thread = [message(1, 1), message(2, 2), message(3, 3, { from: 'buyer' }), message(4, 4)]
    expect(unreadCount(thread, 1)).toBe(2)
  })

  const noon = new Date(2026, 10, 11, 12).getTime()
  test.each([
    { says: 'the first of all', above: undefined, at: noon, place: { day: true, time: true, speaker: true } },
    {
      says: 'a minute later',
      above: noon,
      at: noon + 60_000,
      place: { day: false, time: false, speaker: false },
    },
    {
      says: 'an hour later',
      above: noon,
      at: noon + 3_600_000,
      place: { day: false, time: true, speaker: true },
    },
    {
      says: 'the next day',
      above: noon,
      at: noon + 86_400_000,
      place: { day: true, time: true, speaker: true },
    },
  ])('$says', ({ above, at, place }) => {
    expect(placeOf(message(2, at), above === undefined ? undefined : message(1, above))).toEqual(place)
  })
  test('a colleague takes over: the name is shown', () => {
    const [a, b] = [message(1, noon, { name: '小林' }), message(2, noon, { name: '小周' })]
    expect(placeOf(b, a).speaker).toBe(true)
  })

  test.each([
    { at: new Date(2026, 10, 11, 0, 1), is: 'today' },
    { at: new Date(2026, 10, 10, 23, 59), is: 'yesterday' },
    { at: new Date(2026, 10, 9, 23, 59), is: 'earlier' },
    { at: new Date(2025, 10, 11, 12), is: 'earlier' },
  ])('$at is $is', ({ at, is }) => {
    expect(dayOf(at.getTime(), noon)).toBe(is)
  })
})

describe('links', () => {
  test.each([
    { text: '没有链接', links: [] },
    { text: '看这个：https://tea.example/p/1。谢谢', links: ['https://tea.example/p/1'] },
    { text: '(https://tea.example/a)', links: ['https://tea.example/a'] },
    { text: 'https://tea.example/a_(b)', links: ['https://tea.example/a_(b)'] },
    { text: 'http://a.example, https://b.example.', links: ['http://a.example/', 'https://b.example/'] },
    { text: '【茶】 https://tea.example/p?a=1&b=2#c', links: ['https://tea.example/p?a=1&b=2#c'] },
    { text: 'HTTPS://TEA.EXAMPLE', links: ['https://tea.example/'] },
    { text: 'javascript:alert(1)', links: [] },
    { text: 'data:text/html,<script>', links: [] },
    { text: 'https://bank.example@evil.example/', links: [] },
    { text: 'https://', links: [] },
    { text: 'https://x.example/"onmouseover="alert(1)', links: ['https://x.example/'] },
    { text: '<a href="https://x.example">', links: ['https://x.example/'] },
  ])('$text', ({ text, links }) => {
    const parts = partsOf(text)
    expect(parts.flatMap((part) => part.href ?? [])).toEqual(links)
    // Nothing is lost and nothing added.
    expect(parts.map((part) => part.text).join('')).toBe(text)
  })
})

describe('on the way', () => {
  const outgoing = (clientId: string, at: number, refused: string | null = null): Outgoing => ({
    clientId,
    at,
    text: '',
    product: null,
    image: null,
    picture: null,
    refused,
  })
  test('in the order of writing; refused ones are passed over', () => {
    const queue = inOrder([outgoing('c', 3), outgoing('a', 1, 'malformed'), outgoing('b', 2)])
    expect(queue.map((m) => m.clientId)).toEqual(['a', 'b', 'c'])
    expect(nextToSend(queue)?.clientId).toBe('b')
  })

  test('what is broken in the storage is thrown away', () => {
    const held = new Map<string, string>([['peakdesk:tea:out:x', '{broken']])
    const storage = {
      getItem: (k: string) => held.get(k) ?? null,
      setItem: (k: string, v: string) => void held.set(k, v),
      removeItem: (k: string) => void held.delete(k),
      key: (i: number) => [...held.keys()][i] ?? null,
      get length() {
        return held.size
      },
    } as Storage
    const out = outbox(storeIn(() => storage, 'tea'))
    out.keep(outgoing('a', 1))
    expect(out.all().map((m) => m.clientId)).toEqual(['a'])
    expect([...held.keys()]).toEqual(['peakdesk:tea:out:a'])
  })

  test('where storage is forbidden, the page remembers', () => {
    const store = storeIn(() => {
      throw new Error('SecurityError')
    }, 'tea')
    expect(store.set('a', '1')).toBe(false)
    expect([store.get('a'), store.names()]).toEqual(['1', ['a']])
    store.remove('a')
    expect(store.get('a')).toBeNull()
  })
})

test('waiting grows to 30 s, half of it chance', () => {
  expect([0, 1, 2, 3, 4, 5, 99].map((n) => backoff(n, () => 1))).toEqual([
    1000, 2000, 4000, 8000, 16_000, 30_000, 30_000,
  ])
  expect(backoff(3, () => 0)).toBe(4000)
})

test('events are read from pieces of any size', () => {
  const text =
    'event: open\ndata: {}\n\n: \n\nevent: message\nid: 5\ndata: {"text":"a\\n\\nb：c"}\n\nevent: typing\ndata: true\n\n'
  const whole = eventReader()(text)
  expect(whole).toEqual([
    { event: 'open', id: null, data: '{}' },
    { event: 'message', id: '5', data: '{"text":"a\\n\\nb：c"}' },
    { event: 'typing', id: null, data: 'true' },
  ])
  for (const size of [1, 2, 3, 7]) {
    const read = eventReader()
    const pieces = text.match(new RegExp(`[^]{1,${size}}`, 'g')) ?? []
    expect(pieces.flatMap(read)).toEqual(whole)
  }
})

test.each([
  ['U+2028', '\u2028'],
  ['U+2029', '\u2029'],
])('a text may hold %s, which JSON leaves as it is', (_, separator) => {
  const data = JSON.stringify({ text: `a${separator}b` })
  expect(data).toContain(separator)
  expect(eventReader()(`id: 5\nevent: message\ndata: ${data}\n\n`)).toEqual([
    { event: 'message', id: '5', data },
  ])
})

test('a random id has the form the door asks for', () => {
  const id = uuid((bytes) => bytes.fill(255))
  expect(id).toBe('ffffffff-ffff-4fff-bfff-ffffffffffff')
  expect(uuid()).not.toBe(uuid())
})

describe('what a page says', () => {
  test('is done in its order; nonsense is told to the developer and does no harm', () => {
    const done: unknown[] = []
    const warnings: string[] = []
    const commands = {
      open: () => done.push('open'),
      identify: (who: unknown) => {
        if (who === 'x') throw new Error('broken')
        done.push(who)
      },
    } as unknown as Commands
    const say = obey(commands, (text) => warnings.push(text))
    for (const said of [
      ['open'],
      ['identify', null],
      ['toString'],
      ['__proto__'],
      [7],
      [],
      ['identify', 'x'],
      ['open'],
    ])
      say(said)
    expect(done).toEqual(['open', null, 'open'])
    expect(warnings).toHaveLength(5)
  })

  const page = 'https://tea.example/p/1?x=1'
  test.each([
    { given: { id: 7, title: ' 龙井 ', url: '/p/7' }, gives: ['7', '龙井', 'https://tea.example/p/7'] },
    { given: { title: '龙井' }, gives: [page, '龙井', page] },
    { given: { title: 'x'.repeat(300), url: page }, gives: [page, 'x'.repeat(200), page] },
    { given: { title: '龙井', url: 'javascript:alert(1)' }, gives: null },
    { given: { title: '龙井', url: 'http://[' }, gives: null },
    { given: { id: '1' }, gives: null },
    { given: null, gives: null },
  ])('the product $given', ({ given, gives }) => {
    const product = productOf(given, page)
    expect(product && [product.id, product.title, product.url]).toEqual(gives)
  })

  test('a product goes on a line of its own, alone or below the words', () => {
    const product = { id: '1', title: '龙井', url: 'https://tea.example/1' }
    expect(withProduct('', product)).toBe('【龙井】 https://tea.example/1')
    expect(withProduct('有吗', product)).toBe('有吗\n【龙井】 https://tea.example/1')
    expect(withProduct('有吗', null)).toBe('有吗')
  })
})

test.each([
  { colour: '#ffffff', ink: '#111' },
  { colour: '#ffd400', ink: '#111' },
  { colour: '#2457d6', ink: '#fff' },
  { colour: '#3f5c4a', ink: '#fff' },
  { colour: '#d92d20', ink: '#fff' },
  { colour: '#000000', ink: '#fff' },
])('on $colour one reads $ink', ({ colour, ink }) => {
  expect(inkOn(colour)).toBe(ink)
})

test('a colour is six hex digits, nothing else', () => {
  expect(['#2457d6', '#fff', 'red', '#2457d6;x', undefined].map(isColour)).toEqual([
    true,
    false,
    false,
    false,
    false,
  ])
})

describe('languages', () => {
  test.each([
    { tags: [undefined, 'zh', 'en-GB'], is: 'zh-CN' },
    { tags: ['zh-Hant-TW'], is: 'zh-CN' },
    { tags: [undefined, '', 'en-GB'], is: 'en' },
    { tags: ['fr'], is: 'en' },
    { tags: [], is: 'en' },
  ])('$tags: $is', ({ tags, is }) => {
    expect(languageOf(...tags)).toBe(is)
  })

  test('every word is said in both, and differently where it has letters', () => {
    const [zh, en] = [words['zh-CN'], words.en]
    expect(Object.keys(en)).toEqual(Object.keys(zh))
    expect(Object.keys(en.refused)).toEqual(Object.keys(zh.refused))
    for (const [name, text] of Object.entries(zh)) expect(en[name as keyof typeof en]).not.toBe(text)
  })

  test('times', () => {
    const at = new Date(2026, 10, 11, 0, 5).getTime()
    expect([clockOf('zh-CN', at), clockOf('en', at)]).toEqual(['00:05', '00:05'])
    const now = new Date(2027, 0, 1).getTime()
    expect([dateOf('zh-CN', at, at), dateOf('zh-CN', at, now)]).toEqual(['11月11日', '2026年11月11日'])
  })
})
