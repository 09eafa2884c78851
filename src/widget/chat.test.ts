import { beforeEach, describe, expect, test } from 'vitest'
import { createChat } from './chat.ts'
import { type Door, type Ear, type NewMessage, Refused } from './door.ts'
import { type Store, storeIn } from './store.ts'
import type { BuyerMessage, Session } from './wire.ts'

/** Lets everything that is ready happen. */
const settle = () => new Promise<void>((done) => setTimeout(done))

/** A browser's storage, shared by its windows. */
const memory = () => {
  const held = new Map<string, string>()
  let room = Number.POSITIVE_INFINITY
  const storage = {
    getItem: (key: string) => held.get(key) ?? null,
    setItem: (key: string, value: string) => {
      if (value.length > room) throw new Error('QuotaExceededError')
      held.set(key, value)
    },
    removeItem: (key: string) => void held.delete(key),
    key: (i: number) => [...held.keys()][i] ?? null,
    get length() {
      return held.size
    },
  } as Storage
  return { storage, held, limit: (chars: number) => (room = chars) }
}

const message = (id: number, change: Partial<BuyerMessage> = {}): BuyerMessage => ({
  id,
  from: 'agent',
  name: null,
  kind: 'text',
  text: String(id),
  picture: null,
  size: null,
  at: id * 1000,
  clientId: null,
  card: null,
  ...change,
})

/** A desk as seen through the door: keeps each message once, and can be unreachable or refuse. */
const fakeDoor = () => {
  const kept: BuyerMessage[] = []
  const attempts: string[] = []
  const sessions: unknown[] = []
  const lines: { after: number; ear: Ear; cut(error?: unknown): void; aborted(): boolean }[] = []
  const desk = {
    kept,
    attempts,
    sessions,
    lines,
    reads: [] as number[],
    uploads: 0,
    /** Called before each thing asked; throws to be unreachable. */
    before: (_what: string, _message?: NewMessage) => {},
    /** Called after a message is kept; throws for an answer lost on the way. */
    after: () => {},
    session: {} as Partial<Session>,
    say(change: Partial<BuyerMessage> = {}) {
      const said = message(kept.length + 1, change)
      kept.push(said)
      return said
    },
  }
  const door: Door = {
    async session(who) {
      desk.before('session')
      sessions.push(who)
      return {
        token: 'token',
        visitor: { id: 'visitor:a', name: 'A', verified: false },
        shop: { name: 'Tea', locale: 'en' },
        messages: kept.slice(-30),
        more: kept.length > 30,
        known: kept.length > 0,
        ...desk.session,
      }
    },
    async send(_token, said) {
      attempts.push(said.clientId)
      desk.before('send', said)
      const before = kept.find((m) => m.clientId === said.clientId)
      const stored =
        before ?? desk.say({ from: 'buyer', text: said.text, picture: said.picture, clientId: said.clientId })
      desk.after()
      return { id: stored.id, at: stored.at }
    },
    async upload() {
      desk.before('upload')
      desk.uploads += 1
      return { picture: '1/abc', width: 3, height: 2 }
    },
    async earlier(_token, before) {
      const older = kept.filter((m) => m.id < before)
      return { messages: older.slice(-30), more: older.length > 30 }
    },
    async read(_token, id) {
      desk.reads.push(id)
    },
    async typing() {},
    listen(_token, after, ear, signal) {
      return new Promise((resolve, reject) => {
        desk.before('listen')
        signal.addEventListener('abort', () => reject(new Error('aborted')))
        lines.push({
          after,
          ear,
          cut: (error) => (error ? reject(error) : resolve()),
          aborted: () => signal.aborted,
        })
        ear.open()
        for (const m of kept.filter((m) => m.id > after)) ear.message(m)
      })
    },
  }
  return { desk, door }
}

let browser: ReturnType<typeof memory>
let desk: ReturnType<typeof fakeDoor>['desk']
let door: Door
let store: Store
let time: number
let timers: { at: number; work: () => void }[]
let warnings: string[]

beforeEach(() => {
  browser = memory()
  ;({ desk, door } = fakeDoor())
  store = storeIn(() => browser.storage, 'tea')
  time = 1_000_000
  timers = []
  warnings = []
})

/** A window of the buyer's browser. */
const page = () =>
  createChat({
    door,
    store: storeIn(() => browser.storage, 'tea'),
    now: () => time,
    later: (work, ms) => {
      const timer = { at: time + ms, work }
      timers.push(timer)
      return () => {
        timers = timers.filter((one) => one !== timer)
      }
    },
    fileOf: async () => new Blob(),
    warn: (text) => warnings.push(text),
  })

const pass = async (ms: number) => {
  const until = time + ms
  for (;;) {
    await settle()
    const next = timers.filter((t) => t.at <= until).sort((a, b) => a.at - b.at)[0]
    if (!next) break
    timers = timers.filter((t) => t !== next)
    time = Math.max(time, next.at)
    next.work()
  }
  time = until
  await settle()
}

const unreachable = () => {
  throw new TypeError('Failed to fetch')
}
const texts = (chat: ReturnType<typeof page>) => chat.state().messages.map((m) => m.text)

describe('sending', () => {
  test('nothing is asked of the desk before the buyer does something', async () => {
    const chat = page()
    expect(chat.returning()).toBe(false)
    chat.wake()
    await pass(60_000)
    expect([desk.sessions, desk.lines]).toEqual([[], []])
  })

  test('what is written is shown at once, then as the desk has it', async () => {
    const chat = page()
    chat.send(' 有货吗 ')
    expect(chat.state().outgoing.map((m) => m.text)).toEqual(['有货吗'])
    await settle()
    expect(chat.state().outgoing).toEqual([])
    expect(texts(chat)).toEqual(['有货吗'])
    expect(desk.lines).toHaveLength(1)
    expect(store.names().filter((name) => name.startsWith('out:'))).toEqual([])
  })

  test('while the desk is away it waits, goes later under the same id and in order, and is kept once', async () => {
    const chat = page()
    chat.start()
    await settle()
    desk.before = unreachable
    for (const text of ['1', '2', '3']) chat.send(text)
    await pass(10_000)
    expect(chat.state().reached).toBe(false)
    expect(new Set(desk.attempts).size).toBe(1) // the first of them, again and again
    expect(desk.attempts.length).toBeGreaterThan(2)
    desk.before = () => {}
    await pass(31_000)
    expect(desk.kept.map((m) => m.text)).toEqual(['1', '2', '3'])
    expect(chat.state()).toMatchObject({ outgoing: [], reached: true })
  })

  test('when the answer is lost on the way, the message is sent again and kept once', async () => {
    const chat = page()
    let lost = 2
    desk.after = () => {
      if (lost-- > 0) unreachable()
    }
    chat.send('once')
    await pass(31_000)
    expect(new Set(desk.attempts).size).toBe(1)
    expect(desk.attempts).toHaveLength(3)
    expect(desk.kept).toHaveLength(1)
    expect(texts(chat)).toEqual(['once'])
  })

  test('nothing is lost by a reload', async () => {
    desk.before = unreachable
    const first = page()
    first.send('a')
    first.send('b')
    await pass(5000)
    desk.before = () => {}
    timers = [] // the page is gone
    const again = page()
    expect(again.state().outgoing.map((m) => m.text)).toEqual(['a', 'b'])
    expect(again.returning()).toBe(true)
    again.start()
    await pass(0)
    expect(desk.kept.map((m) => m.text)).toEqual(['a', 'b'])
  })

  test('what another page of the session brings need not be sent again', async () => {
    const gone = page()
    desk.after = unreachable
    gone.send('arrived')
    await settle()
    timers = []
    const again = page()
    again.start()
    await settle()
    expect(again.state().outgoing).toEqual([])
    expect(desk.attempts).toHaveLength(1)
  })

  test('a message the desk will not take holds up no other, and can be tried again or dropped', async () => {
    const chat = page()
    desk.before = (what, said) => {
      if (what === 'send' && said?.text === 'bad') throw new Refused('malformed', 400, null)
    }
    for (const text of ['bad', 'good']) chat.send(text)
    await pass(0)
    expect(chat.state().outgoing.map((m) => [m.text, m.refused])).toEqual([['bad', 'malformed']])
    expect(texts(chat)).toEqual(['good'])
    const clientId = chat.state().outgoing[0]?.clientId ?? ''
    desk.before = () => {}
    chat.retry(clientId)
    await pass(0)
    expect(chat.state().outgoing).toEqual([])
    expect(desk.kept.map((m) => m.text)).toEqual(['good', 'bad'])
  })

  test('asked to wait, it waits as long as it was told, and is not called unreachable', async () => {
    const chat = page()
    chat.start()
    await settle()
    desk.before = () => {
      throw new Refused('too-many', 429, 15_000)
    }
    chat.send('x')
    await pass(14_000)
    expect(desk.attempts).toHaveLength(1)
    expect(chat.state().reached).toBe(true)
    desk.before = () => {}
    await pass(1000)
    expect(desk.kept).toHaveLength(1)
  })

  test('the network is back: no more waiting', async () => {
    const chat = page()
    chat.start()
    await settle()
    desk.before = unreachable
    chat.send('x')
    await settle()
    desk.before = () => {}
    chat.wake()
    await settle()
    expect(desk.kept).toHaveLength(1)
  })

  test('a picture is uploaded once, however often its message has to be sent', async () => {
    const chat = page()
    let failures = 2
    desk.before = (what) => {
      if (what === 'send' && failures-- > 0) unreachable()
    }
    const sent: unknown[] = []
    const sendNow = door.send
    door.send = (token, said) => {
      sent.push(said)
      return sendNow(token, said)
    }
    chat.sendPicture({ url: 'data:image/png;base64,', width: 3, height: 2 })
    chat.send('what is this?')
    await pass(31_000)
    // The picture itself went by its own door.
    expect(JSON.stringify(sent)).not.toContain('data:')
    expect(desk.uploads).toBe(1)
    expect(desk.kept.map((m) => [m.picture, m.text])).toEqual([
      ['1/abc', ''],
      [null, 'what is this?'],
    ])
  })

  test('without room to keep it, a message is still sent', async () => {
    browser.limit(50)
    const chat = page()
    desk.before = unreachable
    chat.send('x'.repeat(100))
    await settle()
    desk.before = () => {}
    await pass(31_000)
    expect(desk.kept).toHaveLength(1)
  })

  test('what the buyer looks at goes along with the next message only', async () => {
    const chat = page()
    const sent: (string | undefined)[] = []
    desk.before = (what, said) => void (what === 'send' && sent.push(said?.product?.title))
    chat.look({ id: '1', title: 'Tea', url: 'https://tea.example/1' })
    chat.send('a')
    chat.send('b')
    await pass(0)
    expect(sent).toEqual(['Tea', undefined])
    const reloaded = page()
    reloaded.look({ id: '1', title: 'Tea', url: 'https://tea.example/1' })
    expect(reloaded.state().product).toBeNull()
    reloaded.look({ id: '2', title: 'Pot', url: 'https://tea.example/2' })
    expect(reloaded.state().product?.title).toBe('Pot')
    reloaded.unlook()
    reloaded.look({ id: '2', title: 'Pot', url: 'https://tea.example/2' })
    expect(reloaded.state().product).toBeNull()
    await pass(30 * 60_000)
    reloaded.look({ id: '2', title: 'Pot', url: 'https://tea.example/2' })
    expect(reloaded.state().product?.title).toBe('Pot')
  })
})

describe('listening', () => {
  const talking = async () => {
    const chat = page()
    chat.send('hello')
    await pass(20_000)
    return chat
  }
  const line = () => desk.lines.at(-1)

  test('after a break it goes on behind what it heard last, each message once', async () => {
    const chat = await talking()
    line()?.ear.message(desk.say())
    line()?.cut()
    desk.say()
    desk.say()
    await pass(31_000)
    expect(line()?.after).toBe(2)
    expect(texts(chat)).toEqual(['hello', '2', '3', '4'])
  })

  test('one’s own message, confirmed while the line is down, does not skip what was said before it', async () => {
    const chat = await talking()
    let down = true
    desk.before = (what) => {
      if (what === 'listen' && down) unreachable()
    }
    line()?.cut()
    desk.say({ text: 'missed' })
    chat.send('after')
    await pass(3000)
    expect(texts(chat)).toEqual(['hello', 'after'])
    down = false
    await pass(31_000)
    expect(texts(chat)).toEqual(['hello', 'missed', 'after'])
  })

  test('a message heard before its sending is answered counts as sent', async () => {
    const chat = await talking()
    desk.after = () => {
      line()?.ear.message(desk.kept.at(-1) ?? message(0))
      unreachable()
    }
    chat.send('quick')
    await settle()
    expect(chat.state().outgoing).toEqual([])
    expect(texts(chat)).toEqual(['hello', 'quick'])
    desk.after = () => {}
    await pass(31_000)
    expect(desk.attempts).toHaveLength(2)
  })

  test('waits longer and longer for a desk that is away, at most 30 s', async () => {
    await talking()
    const tries: number[] = []
    desk.before = (what) => {
      if (what !== 'listen') return
      tries.push(time)
      unreachable()
    }
    line()?.cut()
    await pass(300_000)
    const gaps = tries.slice(1).map((at, i) => at - (tries[i] ?? 0))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(30_000)
    expect(Math.max(...gaps)).toBeGreaterThan(14_000)
    expect(gaps[0]).toBeLessThanOrEqual(2000)
  })

  test('a line that breaks as soon as it stands is not reopened at once for ever', async () => {
    await talking()
    const before = desk.lines.length
    for (let i = 0; i < 60; i++) {
      line()?.cut()
      await pass(1000)
    }
    expect(desk.lines.length - before).toBeLessThan(12)
  })

  test('a broken line is no news by itself; not getting it back is', async () => {
    const chat = await talking()
    desk.before = unreachable
    line()?.cut()
    await settle()
    expect(chat.state().reached).toBe(true)
    await pass(2000)
    expect(chat.state().reached).toBe(false)
    chat.send('x')
    await settle()
    line()?.cut()
    expect(chat.state().reached).toBe(false)
    desk.before = () => {}
    await pass(31_000)
    expect(chat.state().reached).toBe(true)
  })

  test('a line that breaks after a failed sending does not call the desk reached', async () => {
    const chat = await talking()
    desk.before = unreachable
    chat.send('x')
    await settle()
    line()?.cut()
    await settle()
    expect(chat.state().reached).toBe(false)
  })

  test('a window nobody looks at gives its line back, and goes on when looked at', async () => {
    const chat = await talking()
    chat.sleep()
    expect(line()?.aborted()).toBe(true)
    const before = desk.lines.length
    desk.say({ text: 'meanwhile' })
    await pass(120_000)
    expect(desk.lines).toHaveLength(before)
    chat.wake()
    await settle()
    expect(texts(chat)).toEqual(['hello', 'meanwhile'])
  })

  test('typing shows until the message, or for eight seconds', async () => {
    const chat = await talking()
    line()?.ear.typing(true)
    expect(chat.state().typing).toBe(true)
    line()?.ear.message(desk.say())
    expect(chat.state().typing).toBe(false)
    line()?.ear.typing(true)
    await pass(8000)
    expect(chat.state().typing).toBe(false)
  })

  test('unread counts what others said since it was seen, over reloads', async () => {
    const chat = await talking()
    line()?.ear.message(desk.say())
    line()?.ear.message(desk.say())
    expect(chat.unread()).toBe(2)
    const other = page()
    other.start()
    await settle()
    expect(other.unread()).toBe(2)
    chat.seen()
    await pass(1000)
    expect([chat.unread(), desk.reads]).toEqual([0, [3]])
    other.changed('read')
    expect(other.unread()).toBe(0)
  })

  test('earlier messages are put before', async () => {
    for (let i = 0; i < 70; i++) desk.say()
    const chat = page()
    chat.start()
    await settle()
    expect([texts(chat)[0], chat.state().more]).toEqual(['41', true])
    await chat.earlier()
    await chat.earlier()
    expect([texts(chat)[0], texts(chat).length, chat.state().more]).toEqual(['1', 70, false])
  })

  test('another window’s first message makes this one listen', async () => {
    const quiet = page()
    quiet.start()
    await settle()
    expect(desk.lines).toHaveLength(0)
    const other = page()
    other.send('hi')
    quiet.changed(store.names().find((name) => name.startsWith('out:')) ?? '')
    await settle()
    expect(desk.lines).toHaveLength(2)
    for (const { ear } of desk.lines) ear.message(desk.say({ text: 'answer' }))
    expect(texts(quiet)).toContain('answer')
  })
})

describe('who writes', () => {
  test('one who comes back brings the token', async () => {
    const chat = page()
    chat.start()
    await settle()
    const again = page()
    again.start()
    await settle()
    expect(desk.sessions).toEqual([{}, { token: 'token' }])
  })

  test('a token the desk no longer knows is replaced, and what was written is sent', async () => {
    store.set('token', 'old')
    const chat = page()
    desk.before = (what) => {
      if (what === 'session' && store.get('token') === 'old') throw new Refused('old-signature', 401, null)
    }
    chat.send('hello')
    await pass(0)
    expect(desk.sessions).toEqual([{}])
    expect(texts(chat)).toEqual(['hello'])
  })

  test('a token that goes bad while sending: a new session, and the message once', async () => {
    const chat = page()
    chat.start()
    await settle()
    let bad = true
    desk.before = (what) => {
      if (what !== 'send' || !bad) return
      bad = false
      throw new Refused('bad-signature', 401, null)
    }
    chat.send('hello')
    await pass(0)
    expect(desk.sessions).toHaveLength(2)
    expect(texts(chat)).toEqual(['hello'])
  })

  test('a wrong signature of the shop’s: a stranger, and a warning', async () => {
    const chat = page()
    desk.before = (what) => {
      if (what === 'session' && warnings.length === 0) throw new Refused('bad-signature', 401, null)
    }
    chat.identify({ id: '1', hash: 'x' })
    chat.send('hello')
    await pass(0)
    expect(warnings).toHaveLength(1)
    expect(texts(chat)).toEqual(['hello'])
  })

  test('signing in later starts anew; signing out forgets everything', async () => {
    const chat = page()
    chat.send('as a stranger')
    await pass(0)
    const claim = { id: '1', hash: 'x' }
    chat.identify(claim)
    await settle()
    chat.identify({ ...claim })
    await settle()
    expect(desk.sessions.slice(1)).toEqual([{ identity: claim }])
    desk.before = unreachable
    chat.send('never sent')
    await settle()
    chat.identify(null)
    expect(chat.state()).toMatchObject({ messages: [], outgoing: [] })
    expect(store.names()).toEqual([])
    desk.before = () => {}
    await pass(31_000)
    expect(desk.sessions.at(-1)).toEqual({})
    expect(desk.kept.map((m) => m.text)).toEqual(['as a stranger'])
  })

  test('windows of one buyer do not restart each other', async () => {
    const [a, b] = [page(), page()]
    a.start()
    await settle()
    desk.session = { token: 'renewed' }
    b.start()
    await settle()
    a.changed('token')
    a.changed('who')
    await settle()
    expect(desk.sessions).toHaveLength(2)
  })

  test('a window in which another buyer signed in takes all windows along', async () => {
    const [a, b] = [page(), page()]
    a.send('private')
    await pass(0)
    desk.kept.length = 0
    desk.session = { token: 'of b', visitor: { id: 'user:b', name: 'B', verified: true } }
    b.identify({ id: 'b', hash: 'x' })
    b.start()
    await settle()
    a.changed('token')
    a.changed('who')
    await settle()
    expect(texts(a)).toEqual([])
    expect(desk.sessions.at(-1)).toEqual({ token: 'of b' })
  })

  test('a channel that is closed says so, and is asked again when opened again', async () => {
    const chat = page()
    desk.before = () => {
      throw new Refused('channel-disabled', 403, null)
    }
    chat.start()
    await pass(60_000)
    expect(chat.state()).toMatchObject({ phase: 'refused', refusal: 'channel-disabled' })
    desk.before = () => {}
    chat.start()
    await settle()
    expect(chat.state().phase).toBe('ready')
  })
})
