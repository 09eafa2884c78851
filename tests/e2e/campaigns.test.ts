import { expect, test } from 'vitest'
import { campaignContract } from '../../src/features/campaign/contract.ts'
import type { CampaignBody } from '../../src/features/campaign/domain/campaign.ts'
import { defaultRules } from '../../src/features/campaign/domain/rules.ts'
import { phraseContract } from '../../src/features/phrase/contract.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { en } from '../../src/web/locales/en.ts'
import { zhCN } from '../../src/web/locales/zh-CN.ts'
import { eventually, keepPicture, onStage } from './stage.ts'
import { talking } from './talking.ts'

const stage = onStage()
const HOUR = 3_600_000

const shopsOf = async (username: string) => {
  const session = await stage().session(username)
  const { shops } = await session.api(shopContract).me({})
  return { session, shops: shops.map(({ shop }) => shop) }
}

test.each([
  ['zh-CN', zhCN],
  ['en', en],
] as const)(
  'in %s Double Eleven is set up from the template; a clash is said where it is and mended',
  async (language, say) => {
    const page = await stage().agent('xuman', language)
    const words = say.campaign
    await page
      .getByRole('navigation', { name: say.rail.label })
      .getByRole('link', { name: say.rail.campaigns })
      .click()
    await page.getByRole('button', { name: words.list.new }).first().click()
    await page.getByRole('menuitem', { name: words.template['double-eleven'] }).click()
    const dialog = page.getByRole('dialog')
    const name = `双十一 ${language}`
    await dialog.getByLabel(words.name).fill(name)
    await dialog.getByLabel(words.make.day).fill('2026-11-11')
    await dialog.getByRole('button', { name: words.make.do }).click()
    await page.getByRole('heading', { name }).waitFor()

    // Deposits end before 22:00:00, which people call 21:59:59: in the table, and in the words of the bar.
    const deposits = page.getByRole('row').filter({ hasText: words.phase.deposit }).first()
    await eventually(() => deposits.textContent()).toContain('21:59:59')
    const bars = page.locator('.timeline-bar')
    await eventually(() => bars.count()).toBeGreaterThan(5)
    expect(await page.locator('.phase-bar-deposit').first().getAttribute('aria-label')).toContain('21:59:59')

    // By the keyboard, nearer and back.
    await page.locator('.timeline').focus()
    const wide = async () => (await page.locator('.phase-bar-sign-up').first().boundingBox())?.width ?? 0
    const before = await wide()
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('-')
    await eventually(wide).toBeLessThan(before * 0.7)
    await page.keyboard.press('Home')
    await eventually(wide).toBeCloseTo(before, 0)

    await page.getByRole('button', { name: words.editPhases }).click()
    const form = page.getByRole('dialog')
    const last = form.getByRole('group', {
      name: words.edit.fieldOf.replace('{{phase}}', words.phase.deposit).replace('{{field}}', words.until),
    })
    const was = await last.first().locator('input').first().inputValue()
    await last.first().locator('input').first().fill('2026-11-10')
    await eventually(() => form.getByRole('alert').allTextContents()).toEqual(
      expect.arrayContaining([expect.stringContaining(words.phase.deposit)]),
    )
    await form.getByRole('button', { name: say.app.save }).click()
    await eventually(() => form.getByRole('alert').count()).toBeGreaterThan(1)
    await keepPicture(page, `campaign-clash-${language}`)
    await last.first().locator('input').first().fill(was)
    await last.first().locator('input').last().fill('20：00')
    await last.first().locator('input').last().blur()
    await eventually(() => form.getByRole('alert').count()).toBe(0)
    await form.getByRole('button', { name: say.app.save }).click()
    await eventually(() => deposits.textContent()).toContain('20:00:00')

    const { session, shops } = await shopsOf('xuman')
    const found = await Promise.all(
      shops.map(
        async ({ id }) =>
          (await session.api(campaignContract).campaigns({ params: { shopId: id } })).campaigns,
      ),
    )
    const made = found.flat().find((one) => one.name === name)
    const ends = made?.waves[0]?.phases.find(({ kind }) => kind === 'deposit')?.to ?? 0
    // Until 20:00:00 said is before 20:00:01 kept.
    expect(new Date(ends).toISOString()).toMatch(/T12:00:01\.000Z$/)
  },
)

const running = (from: number, boundary: number): CampaignBody => ({
  ...{ name: '整点大促', template: null, ruleSet: null, rules: defaultRules() },
  waves: [
    {
      ...{ code: 'w1', name: '第一波', owner: null },
      phases: [
        { kind: 'deposit', from, to: boundary },
        { kind: 'balance', from: boundary, to: boundary + HOUR },
      ],
    },
  ],
})

test('phases follow the clock by themselves: the line under the head, and the words of phrases', async () => {
  const { session, shops } = await shopsOf('xuman')
  const params = shops.map(({ id }) => ({ shopId: id }))
  // The seeded campaigns have phases of their own.
  const api = session.api(campaignContract)
  for (const one of params)
    for (const { id } of (await api.campaigns({ params: one })).campaigns)
      await api.removeCampaign({ params: { ...one, campaignId: id } })
  const phrase = { code: 'zz7', title: '现在的阶段', text: '现在是{phase}' }
  for (const one of params)
    await session.api(phraseContract).addPhrase({
      params: one,
      body: { ...phrase, scope: 'mine', team: null, situation: 'order-change', variants: {}, pictures: [] },
    })
  const { page, desk } = await talking(stage(), 'xuman', '定金还能付吗')
  // Nobody has to reload for a campaign that a colleague has just planned.
  const boundary = Math.ceil(Date.now() / 1000) * 1000 + 6000
  for (const one of params) await api.addCampaign({ params: one, body: running(boundary - HOUR, boundary) })
  const line = page.locator('.phase-line')
  await eventually(() => line.textContent()).toContain('定金期')
  expect(await line.textContent()).toMatch(/距尾款开始 00:00:0\d/)
  await eventually(() => line.textContent()).toContain('尾款期')
  expect(Date.now()).toBeGreaterThanOrEqual(boundary)
  expect(await line.textContent()).not.toContain('定金期')
  await desk.composer.fill('')
  await desk.composer.focus()
  await page.keyboard.type('/zz7')
  await page.locator('.phrase-menu').getByRole('option').first().waitFor()
  await page.keyboard.press('Enter')
  await eventually(() => desk.composer.inputValue()).toBe('现在是尾款期')
  await keepPicture(page, 'campaign-line')
  await line.click()
  await page.getByRole('heading', { name: '整点大促' }).waitFor()
})
