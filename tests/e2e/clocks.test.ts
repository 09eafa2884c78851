import type { Page } from 'playwright-core'
import { beforeAll, describe, expect, test } from 'vitest'
import { COSTS, HOLDING, hurry, LIMIT, noticesIn, RULE, siteOf, talkOf } from './site.ts'
import { eventually, keepPicture, type Language, onStage } from './stage.ts'
import { windowOf } from './window.ts'
import { workbenchOf } from './workbench.ts'

const stage = onStage()
beforeAll(async () => hurry(await siteOf(stage())))

interface Talk {
  language: Language
  first: string
  again: string
  second: string
  answer: string
  sorry: string
}
const talks: Talk[] = [
  {
    language: 'zh-CN',
    first: '婚床要的四件套，能不能绣两个人的名字',
    again: '有人吗',
    second: '两米二的床有没有合适的被套',
    answer: '可以绣的，名字发我，今天就安排绣房',
    sorry: '有 220×240 的，我把链接发您',
  },
  {
    language: 'en',
    first: 'Could you embroider two names on the wedding set?',
    again: 'Is anybody there?',
    second: 'Is there a cover that fits a bed of 2.2 metres?',
    answer: 'We can. Send me the names and the workshop starts today.',
    sorry: 'There is one of 220 by 240, I am sending you the link.',
  },
]

/** Light and dark, for a person to look at. */
const keepBoth = async (page: Page, name: string) => {
  await keepPicture(page, `${name}-light`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await keepPicture(page, `${name}-dark`)
  await page.emulateMedia({ colorScheme: 'light' })
}

interface Look {
  press: string
  says: string
  icons: number
}
/** Notes every look that a row's clock takes, so that none is missed between two glances. */
const watchClock = (page: Page, text: string) =>
  page.evaluate(`{
    const list = document.querySelector('[data-place=list]')
    const { id } = [...list.querySelectorAll('.row')].find((r) => r.textContent.includes(${JSON.stringify(text)}))
    const looks = (window.clockLooks = [])
    const look = () => {
      const clock = document.getElementById(id)?.querySelector('.wait')
      if (!clock) return
      const press = [...clock.classList].find((c) => c.startsWith('clock-')) ?? clock.className
      const now = { press, says: clock.textContent, icons: clock.querySelectorAll('svg').length }
      if (JSON.stringify(looks.at(-1)) !== JSON.stringify(now)) looks.push(now)
    }
    new MutationObserver(look).observe(list, { subtree: true, childList: true, characterData: true, attributes: true })
    look()
  }`)
const clockLooks = (page: Page) => page.evaluate<Look[]>('window.clockLooks')

const colourOf = (page: Page, selector: string) =>
  page
    .locator(selector)
    .first()
    .evaluate((el) => {
      const { getComputedStyle } = globalThis as unknown as {
        getComputedStyle(of: unknown): { color: string }
      }
      return getComputedStyle(el).color
    })

describe.each(talks)('$language: a supervisor sees a buyer’s clock run out', (talk) => {
  const { language } = talk

  test('yellow, red, escalated, held by the assistant, over, taken over', { timeout: 120_000 }, async () => {
    const site = await siteOf(stage())
    const day = async () => (await site.exposure.exposure({ params: site.params, query: {} })).total
    const before = await day()
    const rule = RULE[language === 'en' ? 'en' : 'zh']

    // A supervisor watches; an agent is there, is given everything, and says nothing.
    const page = await stage().agent('xuman', language)
    const desk = workbenchOf(page, language)
    const away = await stage().agent('tangning', language)
    const silent = workbenchOf(away, language)
    const shop = await stage().buyer(language)
    const buyer = windowOf(shop, language)
    await buyer.open()
    await buyer.write(talk.first)
    await desk.row(talk.first).waitFor()
    await watchClock(page, talk.first)
    await eventually(() => silent.row(talk.first).textContent()).toContain(silent.say.list.me)
    await eventually(() => desk.row(talk.first).textContent()).toContain('唐宁')
    const late = await stage().buyer(language)
    const other = windowOf(late, language)
    await other.open()
    await other.write(talk.second)

    // Yellow: a quarter of the time has gone.
    const row = desk.row(talk.first)
    await row.locator('.clock-half').waitFor()
    expect(await row.locator('.clock-half').getAttribute('aria-label')).toContain(rule)
    expect(await row.locator('.clock-half').getAttribute('aria-label')).toContain(desk.say.timer.press.half)
    const yellow = await colourOf(page, '.clock-half')
    await keepBoth(page, `clocks-${language}-1-yellow`)

    // The agent is reminded, by the row and by one box that cannot be closed.
    await silent.row(talk.first).locator('.row-flash').waitFor()
    await away.locator('.reminder').waitFor()
    await keepBoth(away, `clocks-${language}-2-nudged`)

    // Red: the shop's seconds have gone.
    await row.locator('.clock-late').waitFor()
    expect(await row.locator('.clock-late').getAttribute('aria-label')).toContain(desk.say.timer.press.late)
    expect(await colourOf(page, '.clock-late')).not.toBe(yellow)
    await eventually(() => page.locator('.reminder').getAttribute('class')).toMatch(/reminder-(late|over)/)
    await keepBoth(page, `clocks-${language}-3-red`)

    // The buyer is told that somebody comes, once.
    await buyer.said(HOLDING).waitFor()
    await buyer.write(talk.again)
    await keepBoth(shop, `clocks-${language}-4-held`)

    // Over: said by word and icon, merged with the other buyer's; one click opens the longest overdue.
    const overdue = desk.row(talk.again)
    await overdue.locator('.clock-over').waitFor({ timeout: LIMIT * 1000 })
    const pressing = desk.say.reminder.pressing.replace('{{count}}', '2')
    const over = desk.say.reminder.over.replace('{{count}}', '2')
    await page.locator('.reminder strong').filter({ hasText: pressing }).waitFor()
    await page
      .locator('.reminder-count')
      .filter({ hasText: over })
      .waitFor({ timeout: LIMIT * 1000 })
    await keepBoth(page, `clocks-${language}-5-over`)
    await page.locator('.reminder-line').first().click()
    await desk.bubble(talk.first).waitFor()
    expect(await desk.bubble(talk.second).count()).toBe(0)

    // What the desk did meanwhile stands in the conversation, in its order.
    const steps = desk.say.notice.steps
    const said = (sentence: string) => desk.notice(sentence.replace('{{to}}', '唐宁'))
    for (const sentence of [steps.nudge, steps.offer, steps.hold, steps.supervisor, steps.move])
      await said(sentence).waitFor()
    const given = desk.notice('唐宁').filter({ hasText: desk.say.notice.assigned.split('{{')[0] ?? '' })
    expect(await given.first().textContent()).toContain('售前')
    const cost = desk.say.notice.breachedCost.replace('{{rule}}', rule).replace('{{cost}}', `¥${COSTS}`)
    await desk.notice(cost).waitFor()
    await keepBoth(page, `clocks-${language}-6-history`)

    // While it is asked for somebody else and nobody is there, it stays in sight on both screens.
    await eventually(() => desk.row(talk.again).textContent()).toContain(desk.say.list.moving)
    await eventually(() => silent.row(talk.again).textContent()).toContain(silent.say.list.me)

    // The board says so in red, and leads to the longest overdue.
    await desk.list.focus()
    await page.keyboard.press('b')
    const called = desk.say.board.alarm.called.replace('{{count}}', '2')
    await page.locator('.alarm-red').filter({ hasText: called }).waitFor()
    const lost = desk.say.board.alarm.breachedCost.replace('{{count}}', '2')
    const alarm = page.locator('.alarm-red').filter({ hasText: lost.replace('{{money}}', `¥${2 * COSTS}`) })
    await alarm.waitFor()
    await keepBoth(page, `clocks-${language}-7-board`)

    // The day's exposure has grown by what these two cost, each leading to its conversation.
    await page.locator('.rail-item[href="/clocks"]').click()
    await page.locator('.shop-choice').selectOption(String(site.params.shopId))
    const total = await day()
    expect(total.money - before.money).toBe(2 * COSTS * 100)
    expect(total.times - before.times).toBe(2)
    await eventually(() => page.locator('.total-money').textContent()).toBe(`¥${total.money / 100}`)
    const group = page.locator('.rule-group').filter({ hasText: rule })
    await eventually(() => group.locator('.breach').count()).toBe(total.money / 100 / COSTS)
    await keepBoth(page, `clocks-${language}-8-exposure`)
    await group.locator('.breach .talk-link').first().click()
    await desk.bubble(talk.second).waitFor()

    // Taken over and answered: both clocks stop, on every screen.
    const answered = async (text: string) => {
      await page.keyboard.press('1')
      await eventually(desk.place).toBe('list')
      await page.keyboard.press('g')
      await desk.notice(desk.say.notice.taken.replace('{{by}}', '许曼').replace('{{from}}', '唐宁')).waitFor()
      await desk.write(text)
    }
    await answered(talk.sorry)
    await other.said(talk.sorry).waitFor()
    await page
      .locator('.reminder strong')
      .filter({ hasText: pressing.replace('2', '1') })
      .waitFor()
    await desk.list.focus()
    await page.keyboard.press('u')
    await desk.bubble(talk.first).waitFor()
    await answered(talk.answer)
    await buyer.said(talk.answer).waitFor()
    expect(await buyer.said(talk.answer).textContent()).toContain('许曼')
    for (const bench of [desk, silent])
      for (const text of [talk.answer, talk.sorry])
        await eventually(() => bench.row(text).locator('.wait').count()).toBe(0)
    for (const screen of [page, away]) await eventually(() => screen.locator('.reminder').count()).toBe(0)
    await eventually(() => page.title()).toBe(desk.say.title.calm.replace('{{page}}', desk.say.rail.desk))
    await keepBoth(page, `clocks-${language}-9-calm`)
    await desk.list.focus()
    await page.keyboard.press('b')
    await page.locator('.alarms').waitFor()
    await eventually(() => page.locator('.alarm-red').count()).toBe(0)

    // Nothing was skipped on the way: each look in its turn, counting down all the while.
    const looks = await clockLooks(page)
    expect(looks.map(({ press }) => press).filter((press, i, all) => press !== all[i - 1])).toEqual([
      'clock-calm',
      'clock-half',
      'clock-late',
      'clock-over',
    ])
    for (const { press, icons } of looks) expect(icons).toBe(press === 'clock-calm' ? 0 : 1)
    const left = looks.filter(({ press }) => press !== 'clock-over').map(({ says }) => secondsIn(says))
    expect(left.length).toBeGreaterThan(LIMIT / 2)
    expect(left).toEqual([...left].sort((a, b) => b - a))
    for (const { press, says } of looks)
      if (press === 'clock-calm')
        expect(says).toBe(desk.say.timer.left.replace('{{time}}', /\d+:\d\d/.exec(says)?.[0] ?? ''))

    // The buyer has heard the holding words once, although the question has waited for longer than that.
    expect(await buyer.said(HOLDING).count()).toBe(1)
    const held = await talkOf(site, talk.answer)
    expect(await noticesIn(site, held.id, 'breached')).toHaveLength(1)
  })
})

const secondsIn = (says: string): number => {
  const [, minutes, seconds] = /(\d+):(\d\d)/.exec(says) ?? []
  return 60 * Number(minutes) + Number(seconds)
}
