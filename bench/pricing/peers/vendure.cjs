// Vendure's OrderCalculator with one tax zone of 0 % and no shipping, so that only promotions are reckoned.
const vendure = require('@vendure/core')
const { setConfig } = require('@vendure/core/dist/config/config-helpers')
const { OrderCalculator } = require('@vendure/core/dist/service/helpers/order-calculator/order-calculator')
const { RequestContextCacheService } = require('@vendure/core/dist/cache/request-context-cache.service')

const { minimumOrderAmount, orderFixedDiscount, orderPercentageDiscount } = vendure

exports.prepare = async (lines, offers) => {
  await setConfig(vendure.defaultConfig)
  const config = {
    taxOptions: vendure.defaultConfig.taxOptions,
    orderOptions: vendure.defaultConfig.orderOptions,
  }
  const zone = new vendure.Zone({ id: 1, members: [] })
  const channel = new vendure.Channel({
    id: 1,
    pricesIncludeTax: false,
    defaultTaxZone: zone,
    defaultCurrencyCode: 'CNY',
  })
  const rate = new vendure.TaxRate({
    id: 1,
    value: 0,
    enabled: true,
    zone,
    category: new vendure.TaxCategory({ id: 1 }),
  })
  const calculator = new OrderCalculator(
    config,
    { getAllWithMembers: async () => [zone] },
    { getApplicableTaxRate: async () => rate },
    {},
    {},
    new RequestContextCacheService(),
  )
  const ctx = new vendure.RequestContext({
    apiType: 'shop',
    channel,
    isAuthorized: true,
    authorizedAsOwnerOnly: false,
    session: {},
  })
  const arg = (name, value) => ({ name, value: `${value}` })
  const promotions = offers.map(
    ({ id, minFen, off, percent }, i) =>
      new vendure.Promotion({
        id: i + 1,
        name: id,
        startsAt: null,
        endsAt: null,
        couponCode: null,
        enabled: true,
        conditions: [
          { code: minimumOrderAmount.code, args: [arg('amount', minFen), arg('taxInclusive', false)] },
        ],
        actions:
          percent === undefined
            ? [{ code: orderFixedDiscount.code, args: [arg('discount', off)] }]
            : [{ code: orderPercentageDiscount.code, args: [arg('discount', percent)] }],
        promotionConditions: [minimumOrderAmount],
        promotionActions: [orderFixedDiscount, orderPercentageDiscount],
        priorityScore: 0,
        translations: [],
      }),
  )
  const order = () =>
    new vendure.Order({
      id: 1,
      code: 'bench',
      currencyCode: 'CNY',
      couponCodes: [],
      surcharges: [],
      shippingLines: [],
      lines: lines.map(
        ({ fen, quantity }, i) =>
          new vendure.OrderLine({
            id: i + 1,
            quantity,
            orderPlacedQuantity: 0,
            listPrice: fen,
            listPriceIncludesTax: false,
            adjustments: [],
            taxLines: [],
            taxCategoryId: 1,
          }),
      ),
      modifications: [],
    })
  return async () => {
    const reckoned = await calculator.applyPriceAdjustments(ctx, order(), promotions)
    if (reckoned.promotions.length === 0 && promotions.length > 0)
      throw new Error('Vendure applied no promotion.')
    return reckoned.subTotal
  }
}
