import { isWebAddress, wordsOn } from '../../catalog/domain/card-words.ts'
import type { Card } from '../../catalog/domain/shown-card.ts'
import type { Guard, GuardContext, Verdict } from '../../guard/domain/verdict.ts'
import { Verdict as VerdictShape } from '../../guard/domain/verdict.ts'

/** From the lightest to the gravest. */
const order = VerdictShape.shape.verdict.options
const graver = (a: Verdict['verdict'], b: Verdict['verdict']): Verdict['verdict'] =>
  order.indexOf(a) >= order.indexOf(b) ? a : b

/**
 * Holds a message against the guard with everything its card shows. What is found on the card alone stands in no place
 * of the text, which is said as its end, and other words do not mend it. What the text says too is told once.
 */
export const checkedWith = (
  guard: Guard,
  text: string,
  card: Card | undefined,
  context: GuardContext,
): Verdict => {
  const said = guard.check(text, context)
  if (!card) return said
  const shown = guard.check(wordsOn(card), context)
  const end = text.length
  const more = shown.findings.filter(
    (on) => !said.findings.some(({ rule, text: words }) => rule === on.rule && words === on.text),
  )
  if (more.length === 0) return said
  return {
    verdict: graver(said.verdict, shown.verdict),
    findings: [...said.findings, ...more.map((on) => ({ ...on, at: [end, end] as [number, number] }))],
    suggestion: null,
  }
}

/** A picture the shop keeps (`7/…`), which no other shop's card may show, or one on the web. */
const isPicture = (picture: string, shopId: number): boolean =>
  picture.startsWith(`${shopId}/`) ? /^\d+\/[\w-]+$/.test(picture) : isWebAddress(picture)

/** Whether a card can be shown as it is: what it leads to and what it loads are judged by the guard, but only as web
 * addresses. */
export const isShowable = (card: Card, shopId: number): boolean =>
  card.kind !== 'product' ||
  ((card.url === null || isWebAddress(card.url)) &&
    (card.picture === null || isPicture(card.picture, shopId)))
