import { expect, test } from 'vitest'
import { crowdAt, nameOf } from '../../bench/support/crowd.ts'
import { eventually, onStage } from './stage.ts'
import { working } from './talking.ts'

const stage = onStage()
const CROWD = 5000
const TALKATIVE = 7
const LINES = 450
/** Rows or lines that fit on a screen, and those kept ready above and below. */
const MOST_IN_PAGE = 60

test('of thousands of conversations only what is on the screen exists, and nothing moves under the hand', async () => {
  const crowd = crowdAt(stage().desk)
  await crowd.gather(CROWD)
  await crowd.chatter(TALKATIVE, LINES)
  const { page, desk } = await working(stage(), 'xuman')
  const sets = async () => Number(await desk.top.getAttribute('aria-setsize'))
  await eventually(sets).toBeGreaterThanOrEqual(CROWD)
  const rows = () => desk.list.getByRole('option').count()
  expect(await rows()).toBeLessThan(MOST_IN_PAGE)
  expect(await desk.tab('all').textContent()).toContain('999+')

  // To the very end and back, by keyboard.
  await desk.list.focus()
  await page.keyboard.press('End')
  const place = () => desk.list.locator('[aria-selected=true]').getAttribute('aria-posinset')
  await eventually(async () => Number(await place())).toBeGreaterThanOrEqual(CROWD)
  await desk.stream.locator('.bubble').first().waitFor()
  expect(await rows()).toBeLessThan(MOST_IN_PAGE)
  await page.keyboard.press('Home')
  await eventually(place).toBe('1')

  // One who wrote much: the end is shown, and the beginning can be reached.
  await page.locator('.find input').fill(nameOf(TALKATIVE))
  await desk.open(nameOf(TALKATIVE))
  await desk.bubble(`第 ${LINES} 句`).waitFor()
  expect(await desk.stream.locator('.stream-line').count()).toBeLessThan(MOST_IN_PAGE)
  await desk.stream.press('Home')
  await eventually(() => desk.stream.evaluate((el: { scrollTop: number }) => el.scrollTop)).toBe(0)
  expect(await desk.stream.locator('.stream-line').count()).toBeLessThan(MOST_IN_PAGE)
  await page.locator('.find input').fill('')

  // While others write on and on, what one types stays whole, and the conversation stays the same.
  await desk.composer.focus()
  let pouring = true
  let poured = 0
  const pour = async () => {
    while (pouring) {
      await crowd.write(Array.from({ length: 10 }, (_, n) => (poured + n * 41) % CROWD))
      poured += 10
    }
  }
  const ended = pour()
  const text = 'qin, nin hao! zhe kuan you xianhuo, jintian jiu neng fachu.'
  await page.keyboard.type(text)
  expect(await desk.composer.inputValue()).toBe(text)
  await eventually(() => poured).toBeGreaterThan(100)
  pouring = false
  await ended
  expect(await desk.head.getByRole('heading').textContent()).toBe(nameOf(TALKATIVE))
  expect(await desk.place()).toBe('composer')
  expect(await rows()).toBeLessThan(MOST_IN_PAGE)
  await crowd.close()
})
