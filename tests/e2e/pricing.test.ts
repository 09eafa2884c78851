import { expect, test } from 'vitest'
import { campaignContract } from '../../src/features/campaign/contract.ts'
import { deskContract } from '../../src/features/desk/contract.ts'
import { guardContract } from '../../src/features/guard/contract.ts'
import { pricingContract } from '../../src/features/pricing/contract.ts'
import { Offer, type OfferInput } from '../../src/features/pricing/domain/offer.ts'
import { shopContract } from '../../src/features/shop/contract.ts'
import { eventually, keepPicture, type Language, onStage, type Stage } from './stage.ts'
import { windowOf } from './window.ts'
import { workbenchOf } from './workbench.ts'

const stage = onStage()

/** The shop behind the demo page. */
const SHOP = '芦白官网'
/** 329 and 89 yuan. */
const BEDDING = 'LB-S15'
const PILLOW = 'LB-P01'

const ownerOf = async (on: Stage) => {
  const session = await on.session('owner')
  const { shops } = await session.api(shopContract).me({})
  const shopId = shops.find(({ shop }) => shop.name === SHOP)?.shop.id ?? 0
  return { session, shopId, params: { shopId } }
}

/** The shop's only offers from now on. */
const offering = async (on: Stage, offers: readonly OfferInput[]) => {
  const { session, params } = await ownerOf(on)
  const pricing = session.api(pricingContract)
  const { offers: before } = await pricing.offers({ params, query: {} })
  for (const { offer } of before) await pricing.removeOffer({ params: { ...params, offerId: offer.id } })
  for (const given of offers) {
    const offer = Offer.parse(given)
    const body = { offer, campaignId: null, activityId: null, enabled: true }
    await pricing.setOffer({ params: { ...params, offerId: offer.id }, body })
  }
}
const reduction: OfferInput = {
  ...{ id: 'full-300', kind: 'full-reduction', params: { reachFen: 30_000, minusFen: 5_000 } },
}
const coupon: OfferInput = {
  ...{ id: 'coupon-600', kind: 'shop-coupon', params: { reachFen: 60_000, minusFen: 6_000 } },
}

const asks: Record<Language, string> = {
  'zh-CN': '水洗棉四件套芦苇灰1.5米床和荞麦壳枕一起买多少钱',
  en: `How much are ${BEDDING} and ${PILLOW} together?`,
}

/** A buyer asks what two products cost together, and the assistant has answered. */
const asking = async (on: Stage, language: Language) => {
  const page = await on.buyer(language)
  const window = windowOf(page, language)
  // By the button of the chat, not that of a product: else that one would be asked about as well.
  await window.launcher.click()
  await window.write(asks[language])
  await window.said('¥368').waitFor()
  return { page, window }
}

/** Somebody at the workbench, with the price panel of that conversation open. */
const pricing = async (on: Stage, language: Language) => {
  const page = await on.agent('tangning', language)
  const desk = workbenchOf(page, language)
  await desk.open('¥368')
  const panel = page.locator('.price')
  // The shortcut opens it with the keyboard where products are added.
  await desk.stream.locator('.bubble').first().waitFor()
  await page.keyboard.press('y')
  await panel.waitFor()
  await eventually(() => desk.place()).toBe('price')
  const total = panel.locator('.price-total-main strong')
  const say = desk.say.pricing
  const button = (name: string) => panel.getByRole('button', { name, exact: true })
  return { page, desk, panel, total, say, button }
}

test.each<Language>(['zh-CN', 'en'])(
  'this year’s Double Eleven is made from its template, and an offer of it is on the list in its place (%s)',
  async (language) => {
    await offering(stage(), [])
    const { session, shopId, params } = await ownerOf(stage())
    const page = await stage().agent('owner', language)
    const { say } = workbenchOf(page, language)
    const { template, list, make } = say.campaign
    await page.goto(`${stage().desk.url}/campaigns`)
    await page.getByLabel(say.settings.which).selectOption(String(shopId))
    await page.getByRole('button', { name: list.new }).click()
    await page.getByRole('menuitem', { name: template['double-eleven'] }).click()
    const dialog = page.getByRole('dialog')
    const name = dialog.getByLabel(say.campaign.name)
    await eventually(() => name.inputValue()).toContain(template['double-eleven'])
    const called = await name.inputValue()
    await keepPicture(page, `pricing-campaign-${language}`)
    await dialog.getByRole('button', { name: make.do }).click()
    await dialog.waitFor({ state: 'detached' })
    const campaigns = await session.api(campaignContract).campaigns({ params })
    const made = campaigns.campaigns.find((one) => one.name === called)
    expect(made?.waves.flatMap(({ phases }) => phases).map(({ kind }) => kind)).toContain('spot')

    await page.goto(`${stage().desk.url}/settings/offers`)
    await page.getByLabel(say.settings.which).selectOption(String(shopId))
    const { offers, form } = say.pricing
    await page.getByRole('button', { name: offers.add }).click()
    const drawer = page.locator('.ant-drawer')
    // By hand and by name, as one who types does.
    await drawer.getByRole('combobox', { name: form.kind }).fill(language === 'en' ? 'Amount off' : '满减')
    await page.keyboard.press('Enter')
    const label = language === 'en' ? ['From', 'Off'] : ['满', '减']
    const amount = (n: number) => drawer.getByRole('textbox', { name: label[n] ?? '', exact: true })
    await amount(0).fill('300')
    // What is missing is said at its place, and nothing is saved.
    await drawer.getByRole('button', { name: say.app.save }).click()
    await drawer.getByRole('alert').filter({ hasText: form.amount }).first().waitFor()
    await amount(1).fill('50')
    await drawer.locator('.price-preview').filter({ hasText: '满300减50' }).waitFor()
    await drawer.getByRole('combobox', { name: form.campaign }).click()
    await page.locator('.ant-select-dropdown').getByText(called, { exact: true }).click()
    await keepPicture(page, `pricing-offer-${language}`)
    await drawer.getByRole('button', { name: say.app.save }).click()
    const group = page.locator('.price-group').filter({ hasText: say.pricing.levels.shop })
    await group
      .filter({ hasText: language === 'en' ? '50 off' : '满300减50' })
      .filter({ hasText: called })
      .waitFor()
    await keepPicture(page, `pricing-offers-${language}`)
    const saved = await session.api(pricingContract).offers({ params, query: {} })
    expect(saved.offers.map(({ offer, campaignId }) => [offer.kind, offer.params, campaignId])).toEqual([
      ['full-reduction', { reachFen: 30_000, minusFen: 5_000 }, made?.id],
    ])
  },
)

test.each<Language>(['zh-CN', 'en'])(
  'a buyer gets an explained price from the assistant; an agent changes the basket and tells it as text and as card (%s)',
  async (language) => {
    await offering(stage(), [reduction, coupon])
    const { window } = await asking(stage(), language)
    // 329 + 89 = 418, less 50.
    await window.said('418').filter({ hasText: '50' }).waitFor()
    const { page, desk, panel, total, say, button } = await pricing(stage(), language)
    // It starts from what was told.
    await eventually(() => total.textContent()).toBe('¥368')
    const pillows = panel.getByRole('spinbutton').nth(1)
    await pillows.focus()
    await page.keyboard.press('+')
    await page.keyboard.press('ArrowUp')
    await eventually(() => pillows.inputValue()).toBe('3')
    // 329 + 267 = 596, less 50; 4 more would reach the coupon.
    await eventually(() => total.textContent()).toBe('¥546')
    await panel.locator('.price-fold').last().click()
    await panel.locator('.price-unused').filter({ hasText: '4' }).waitFor()
    await pillows.fill('4')
    // 329 + 356 = 685, less 50, less 60.
    await eventually(() => total.textContent()).toBe('¥575')
    await keepPicture(page, `pricing-panel-${language}`)
    await button(say.tell.text).click()
    await window.said('575').waitFor()
    expect((await window.lines()).findLast((line) => line.includes('575'))).toMatch(/685.*60/s)

    await pillows.fill('2')
    // 329 + 178 = 507, less 50.
    await eventually(() => total.textContent()).toBe('¥457')
    await button(say.tell.card).click()
    const card = window.root.locator('.quote-card')
    await card.filter({ hasText: '¥457' }).waitFor()
    await desk.stream.locator('.shown-quote').filter({ hasText: '¥457' }).waitFor()
    await keepPicture(page, `pricing-card-${language}`)

    const session = await stage().session('tangning')
    const [, , shopId, id] = new URL(page.url()).pathname.split('/').map(Number)
    const { conversations } = await session.api(deskContract).snapshot({})
    const basket = conversations.find((one) => one.id === id && one.shopId === shopId)?.assistant.basket
    expect(basket?.lines.map(({ product, quantity }) => [product, quantity])).toEqual([
      [BEDDING, 1],
      [PILLOW, 2],
    ])
  },
)

test.each<Language>(['zh-CN', 'en'])(
  'a wrong price typed by hand is stopped with the right number, and the right one leaves (%s)',
  async (language) => {
    await offering(stage(), [reduction, coupon])
    const { window } = await asking(stage(), language)
    const { page, desk } = await pricing(stage(), language)
    const said = (yuan: number) =>
      language === 'en' ? `Together they are ¥${yuan} in total.` : `一起买一共 ${yuan} 元哦`
    await desk.write(said(338))
    const line = page.getByRole('alert').filter({ hasText: desk.say.guard.line.block })
    await line.waitFor()
    expect(await line.textContent()).toContain('368')
    await keepPicture(page, `pricing-stopped-${language}`)
    expect(await window.said('338').count()).toBe(0)
    expect(await desk.composer.inputValue()).toContain('338')
    await desk.write(said(368))
    await desk.bubble(said(368)).waitFor()
    await window.said(said(368)).waitFor()
    const { session, params } = await ownerOf(stage())
    const { events } = await session.api(guardContract).guardEvents({ params, query: {} })
    expect(events[0]?.finds.map(({ rule }) => rule)).toEqual(['promise.price'])
    stage().forgive(/409/) // the desk was told that it was tried
  },
)
