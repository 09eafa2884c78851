import { yuan } from '../../../../shared/money.ts'
import { inLanguage } from '../../../../shared/said.ts'
import type { Quote } from '../quote.ts'

/** A quote as a buyer can read it, step by step; then what was not used and why; then by whose rules. */
export const explain = (quote: Quote, language: 'zh' | 'en'): string[] => {
  const zh = language === 'zh'
  const pay = (): string[] => {
    const whole = zh ? `应付 ${yuan(quote.payableFen)} 元` : `To pay: ${yuan(quote.payableFen)} yuan`
    if (quote.deposit === null) return [whole]
    return [
      zh
        ? `${whole}：现在付 ${yuan(quote.nowFen)}，尾款 ${yuan(quote.deposit.balanceFen)}`
        : `${whole}: ${yuan(quote.nowFen)} now, ${yuan(quote.deposit.balanceFen)} as the balance`,
    ]
  }
  const gifts = quote.gifts.map((g) =>
    zh ? `赠品：${g.title || g.item} × ${g.quantity}` : `Gift: ${g.title || g.item} × ${g.quantity}`,
  )
  const bound = quote.choice.proven
    ? []
    : [
        zh
          ? `卡券组合太多，没有全部试完；最优不会低于 ${yuan(quote.choice.boundFen)} 元`
          : `There are too many combinations of cards to try all; none pays less than ${yuan(quote.choice.boundFen)} yuan`,
      ]
  return [
    zh ? `商品原价 ${yuan(quote.listFen)} 元` : `List price: ${yuan(quote.listFen)} yuan`,
    ...quote.steps.map((s) => inLanguage(s.sentence, language)),
    ...quote.freight.map((f) => inLanguage(f.sentence, language)),
    ...pay(),
    ...gifts,
    ...bound,
    ...quote.unused.filter((u) => u.why !== 'no-line').map((u) => inLanguage(u.sentence, language)),
    ...quote.notes.map((n) => inLanguage(n.sentence, language)),
    zh
      ? `按“${quote.ruleSet.name.zh}”计算（${quote.ruleSet.source.zh}）`
      : `By the rules of "${quote.ruleSet.name.en}" (${quote.ruleSet.source.en})`,
  ]
}
