import { beforeAll, describe, expect, test } from 'vitest'
import { eventually, keepPicture, type Language, onStage, setRouting } from './stage.ts'
import { windowOf } from './window.ts'
import { workbenchOf } from './workbench.ts'

interface Talk {
  language: Language
  agent: { username: string; name: string }
  /** The assistant has a rule for it. */
  asks: string
  assistant: string
  /** Only a person can answer it. */
  wonders: string
  answer: string
  thanks: string
  parting: string
}

const talks: Talk[] = [
  {
    language: 'zh-CN',
    agent: { username: 'tangning', name: '唐宁' },
    asks: '你好，雾蓝这套什么时候发货？',
    assistant: '现货商品付款后 48 小时内从南通仓发出',
    wonders: '我习惯裸睡，这套贴着皮肤会不会扎，想听听真人的感受',
    answer: '亲，这套洗过两三次以后会更软，皮肤敏感的话建议先过水再用 😀',
    thanks: '好的，那我拍了，谢谢',
    parting: '不客气，有问题随时找我',
  },
  {
    language: 'en',
    agent: { username: 'fangqing', name: '方晴' },
    asks: 'Hello, when will it ship?',
    assistant: 'orders leave our Nantong warehouse within 48 hours',
    wonders: 'My mother sleeps warm. Is this set too thick?',
    answer: 'This set is thin and breathes well. I would take it for a warm sleeper.',
    thanks: 'Great, I will take two of them!',
    parting: 'A good choice. Write any time.',
  },
]

const stage = onStage()
// People claim here; a journey in which the desk gives is in clocks.test.ts and routing.test.ts.
beforeAll(() => setRouting(stage(), false))

describe.each(talks)('$language: from the buyer’s window to the agent’s screen and back', (talk) => {
  const { language, agent } = talk

  test('a buyer is answered at once, then by a person who needs no mouse', async () => {
    const picture = (n: number, of: Parameters<typeof keepPicture>[0], name: string) =>
      keepPicture(of, `${language}-${n}-${name}`)

    // The buyer asks what the assistant knows.
    const shop = await stage().buyer(language)
    const buyer = windowOf(shop, language)
    await buyer.open()
    await buyer.write(talk.asks)
    await buyer.said(talk.assistant).waitFor()
    expect(await buyer.said(talk.assistant).getByText(buyer.say.assistant).count()).toBeGreaterThan(0)
    await eventually(buyer.lines).toHaveLength(3)
    await picture(1, shop, 'assistant-answers')

    // And then something for a person.
    await buyer.write(talk.wonders)
    await buyer.said(talk.wonders).waitFor()

    // Somebody signs in, by keyboard alone from here on.
    const page = await (await stage().profile(language)).newPage()
    const desk = workbenchOf(page, language)
    await page.goto(stage().desk.url)
    await page.getByRole('heading', { name: desk.say.signIn.title }).waitFor()
    await picture(2, page, 'sign-in')
    await page.keyboard.type(agent.username)
    await page.keyboard.press('Tab')
    await page.keyboard.type(stage().passwordOf(agent.username))
    await page.keyboard.press('Enter')

    // Who waits is on top.
    await desk.top.filter({ hasText: talk.wonders }).waitFor()
    expect(await desk.top.textContent()).toContain(desk.say.list.nobody)
    const left = desk.say.timer.left.replace('{{time}}', String.raw`[0-3]:\d\d`)
    expect(await desk.top.locator('.wait').textContent()).toMatch(new RegExp(`^${left}$`))
    await eventually(() => page.title()).toBe(
      desk.say.title.waiting.replace('{{count}}', '1').replace('{{page}}', desk.say.rail.desk),
    )
    await picture(3, page, 'top-of-the-list')

    // Open, claim, reply.
    await page.keyboard.press('n')
    await desk.bubble(talk.wonders).waitFor()
    await eventually(desk.lines).toEqual(await buyer.lines())
    await page.keyboard.press('c')
    await desk.notice(desk.say.notice.claimed.replace('{{by}}', agent.name)).waitFor()
    await eventually(() => desk.head.textContent()).toContain(desk.say.list.me)
    await page.keyboard.press('r')
    await eventually(desk.place).toBe('composer')
    await page.keyboard.insertText(talk.answer)
    await picture(4, page, 'writing')
    await page.keyboard.press('Enter')
    await desk.bubble(talk.answer).waitFor()
    expect(await desk.composer.inputValue()).toBe('')

    // The buyer reads who it is, and answers.
    await buyer.said(talk.answer).waitFor()
    expect(await buyer.said(talk.answer).textContent()).toContain(agent.name)
    await picture(5, shop, 'a-person-answers')
    await eventually(() => stream(desk, talk.answer)).toBe(desk.say.stream.seen)
    await buyer.write(talk.thanks)
    await desk.bubble(talk.thanks).waitFor()
    expect(await desk.bubble(talk.thanks).count()).toBe(1)
    await eventually(desk.lines).toEqual(await buyer.lines())
    await picture(6, page, 'the-buyer-is-content')

    // Done? The buyer had the last word, and it was no mere thanks: the desk asks, and leads back to answering.
    await page.keyboard.press('Escape')
    await eventually(desk.place).toBe('list')
    await page.keyboard.press('x')
    await desk.dialog.getByText(desk.say.close.title).waitFor()
    await picture(7, page, 'closing-asks')
    stage().forgive(/409/) // refused first, and then asked
    await page.keyboard.press('1')
    await eventually(() => desk.dialog.count()).toBe(0)
    await eventually(desk.place).toBe('composer')
    await page.keyboard.insertText(talk.parting)
    await page.keyboard.press('Enter')
    await buyer.said(talk.parting).waitFor()

    // Done: out of the composer, close.
    await page.keyboard.press('Escape')
    await eventually(desk.place).toBe('list')
    await page.keyboard.press('x')
    await desk.notice(desk.say.notice.closed.replace('{{by}}', agent.name)).waitFor()
    await desk.bar.filter({ hasText: desk.say.composer.closed }).waitFor()
    await picture(8, page, 'closed')
    await page.keyboard.press('j') // as long as it is looked at, it keeps its place in the list
    await eventually(() => desk.row(talk.parting).count()).toBe(0)

    // Nobody waits.
    await eventually(() => page.title()).toBe(desk.say.title.calm.replace('{{page}}', desk.say.rail.desk))
  })
})

/** What is said of a reply’s delivery. */
const stream = (desk: ReturnType<typeof workbenchOf>, text: string) =>
  desk.stream.locator('.line').filter({ hasText: text }).locator('.delivery').textContent()
