// Medusa's own arithmetic without its database: for each promotion its rules are held against the order, then the
// reduction is laid across the items. What a server adds (loading promotions) is left out, for the good of the peer.
const { ComputeActionUtils, areRulesValidForContext } = require('@medusajs/promotion/dist/utils')

/** lines: {id, fen, quantity}; offers: {id, minFen, off} with off fen, or {id, minFen, percent}. */
exports.prepare = (lines, offers) => {
  const items = lines.map(({ id, fen, quantity }) => ({
    id,
    quantity,
    subtotal: fen * quantity,
    original_total: fen * quantity,
    is_discountable: true,
  }))
  const subtotal = items.reduce((sum, item) => sum + item.subtotal, 0)
  const promotions = offers.map(({ id, minFen, off, percent }) => ({
    code: id,
    is_tax_inclusive: false,
    rules: [{ attribute: 'subtotal', operator: 'gte', values: [{ value: `${minFen}` }] }],
    application_method: {
      type: percent === undefined ? 'fixed' : 'percentage',
      value: percent ?? off,
      target_type: 'order',
      allocation: 'across',
    },
  }))
  return async () => {
    const applied = new Map()
    const context = { subtotal, items }
    let actions = 0
    for (const promotion of promotions) {
      if (!areRulesValidForContext(promotion.rules, context, 'order')) continue
      actions += ComputeActionUtils.getComputedActionsForItems(promotion, items, applied, 'across').length
    }
    if (actions === 0 && promotions.length > 0) throw new Error('Medusa applied no promotion.')
    return subtotal - [...applied.values()].reduce((sum, amount) => sum + Number(amount), 0)
  }
}
