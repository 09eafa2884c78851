import type { Said } from '../../../shared/said.ts'
import type { PhaseKind } from '../../campaign/domain/phase.ts'
import type { Reason, Trigger } from './plan.ts'

/** Words a plan may begin with. They say what is so and what can be done, leave the choice with the buyer and hurry
 * nobody: no scarcity, no superlatives, no way to be reached elsewhere (RCV-105). */
export interface Offered {
  trigger: Trigger
  /** Which of several messages of a plan: the first, or one after it. */
  turn: 'first' | 'again'
  reason: Reason | null
  phase: PhaseKind | null
  says: Said
}

const say = (
  trigger: Trigger,
  turn: Offered['turn'],
  reason: Reason | null,
  phase: PhaseKind | null,
  zh: string,
  en: string,
): Offered => ({ trigger, turn, reason, phase, says: { zh, en } })

export const wordings: readonly Offered[] = [
  // Ordered, not paid.
  say(
    'unpaid',
    'first',
    null,
    null,
    '您好，您拍的{product}还没有付款，共{amount}元。付款遇到问题可以回复我；不需要了也没关系，订单会自动取消。',
    'Hello, your order of {product} (¥{amount}) is not paid yet. If paying does not work, reply here. If you no longer want it, it is cancelled by itself.',
  ),
  say(
    'unpaid',
    'first',
    null,
    'spot',
    '您好，您在活动中拍的{product}还没有付款，共{amount}元，订单还会保留{left}。付款遇到问题可以回复我。',
    'Hello, your order of {product} (¥{amount}) is not paid yet and is kept for {left}. If paying does not work, reply here.',
  ),
  say(
    'unpaid',
    'first',
    'doubt-price',
    null,
    '您好，您拍的{product}还没有付款。能用的优惠我可以帮您核对一遍，回复我就好，合适再付。',
    'Hello, your order of {product} is not paid yet. Reply here and I will check which reductions hold for you; pay only if it suits you.',
  ),
  say(
    'unpaid',
    'first',
    'doubt-product',
    null,
    '您好，您拍的{product}还没有付款。尺寸、材质或用法上还有疑问，可以直接问我，确认好了再付。',
    'Hello, your order of {product} is not paid yet. If size, material or use leaves a question, ask me first and pay when you are sure.',
  ),
  say(
    'unpaid',
    'first',
    'doubt-delivery',
    null,
    '您好，您拍的{product}还没有付款。如果有必须收到的日子，告诉我，我先帮您确认发货时间。',
    'Hello, your order of {product} is not paid yet. If you need it by a certain day, tell me and I will check the shipping time first.',
  ),
  say(
    'unpaid',
    'first',
    'waiting-coupon',
    null,
    '您好，您拍的{product}还没有付款。优惠什么时候能用、怎么用，我可以帮您核对清楚，您再决定。',
    'Hello, your order of {product} is not paid yet. I can check when and how your coupon works, and then you decide.',
  ),
  say(
    'unpaid',
    'first',
    'wrong-item',
    null,
    '您好，您拍的{product}还没有付款。要改尺码、颜色或地址，现在告诉我最方便，改好再付。',
    'Hello, your order of {product} is not paid yet. If size, colour or address should be another, tell me now and pay when it is right.',
  ),
  say(
    'unpaid',
    'first',
    'out-of-stock',
    null,
    '您好，您拍的{product}订单还在，付款后按页面公布的时间发货。有疑问可以回复我。',
    'Hello, your order of {product} still stands and ships as the page says once it is paid. Reply here if you have a question.',
  ),
  say(
    'unpaid',
    'again',
    null,
    null,
    '您好，再跟您说一声：{product}的订单还没有付款，还会保留{left}。这之后不会再提醒您。',
    'Hello again: your order of {product} is not paid yet and is kept for {left}. You will not be reminded after this.',
  ),
  say(
    'unpaid',
    'again',
    null,
    null,
    '您好，再跟您说一声：{product}的订单还没有付款。需要帮忙可以回复我，这之后不会再提醒您。',
    'Hello again: your order of {product} is not paid yet. Reply here if you need help; you will not be reminded after this.',
  ),
  say(
    'unpaid',
    'again',
    'doubt-price',
    null,
    '您好，{product}的优惠如果还没算清楚，回复我帮您核对；不需要了不用管它，这之后不会再提醒您。',
    'Hello, if the reductions on {product} are still unclear, reply and I will check them. If you no longer want it, leave it: you will not be reminded again.',
  ),
  // A deposit is paid, the balance is due.
  say(
    'balance',
    'first',
    null,
    null,
    '您好，您付过定金的{product}可以付尾款了，应付{amount}元。付款遇到问题可以回复我。',
    'Hello, the balance of {product} can be paid now: ¥{amount}. If paying does not work, reply here.',
  ),
  say(
    'balance',
    'first',
    'doubt-price',
    null,
    '您好，您付过定金的{product}可以付尾款了。尾款怎么算、能用哪些优惠，我可以帮您核对。',
    'Hello, the balance of {product} can be paid now. I can check how it is worked out and which reductions hold.',
  ),
  say(
    'balance',
    'first',
    'doubt-delivery',
    null,
    '您好，您付过定金的{product}可以付尾款了。付清后按页面公布的时间发货，需要确认日子可以问我。',
    'Hello, the balance of {product} can be paid now. It ships as the page says after that; ask me if you need a certain day.',
  ),
  say(
    'balance',
    'again',
    null,
    null,
    '您好，{product}的尾款还可以付{left}，应付{amount}元。逾期定金按活动规则处理，有困难可以回复我。',
    'Hello, the balance of {product} (¥{amount}) can be paid for {left} more. After that the deposit is treated as the rules of the sale say; reply here if there is a difficulty.',
  ),
  // Asked, not ordered.
  say(
    'asked',
    'first',
    null,
    null,
    '您好，您之前问过的{product}，还有哪里想了解的，可以继续问我。',
    'Hello, you asked about {product} before. If there is more you would like to know, ask me here.',
  ),
  say(
    'asked',
    'first',
    'doubt-product',
    null,
    '您好，您之前问到{product}，尺寸、材质或用法上还不确定的，我再帮您确认一遍。',
    'Hello, you asked about {product}. If size, material or use is still unclear, I will check it for you.',
  ),
  say(
    'asked',
    'first',
    'doubt-price',
    null,
    '您好，您之前问到{product}的价格，需要的话我帮您把能用的优惠算一遍。',
    'Hello, you asked what {product} costs. If you like, I will work it out with the reductions that hold for you.',
  ),
  say(
    'asked',
    'first',
    'doubt-price',
    'preheat',
    '您好，您之前问到{product}的价格，活动开始后我可以帮您把能用的优惠算一遍。',
    'Hello, you asked what {product} costs. When the sale has begun I can work it out with the reductions that hold for you.',
  ),
  say(
    'asked',
    'first',
    'doubt-delivery',
    null,
    '您好，您之前问到{product}的发货，有必须收到的日子可以告诉我，我帮您确认。',
    'Hello, you asked when {product} ships. If you need it by a certain day, tell me and I will check.',
  ),
  say(
    'asked',
    'first',
    'waiting-coupon',
    null,
    '您好，您之前问到{product}的优惠，开始时间和用法我可以帮您核对。',
    'Hello, you asked about offers on {product}. I can check when they begin and how they work.',
  ),
  say(
    'asked',
    'again',
    null,
    null,
    '您好，关于{product}如果还需要帮忙，随时回复我；这之后不会再打扰您。',
    'Hello, if you still need help with {product}, reply at any time. You will not be written to again about it.',
  ),
  // Back in stock.
  say(
    'back-in-stock',
    'first',
    null,
    null,
    '您好，您之前想要的{product}到货了，按登记的先后告诉您。需要可以在页面下单，不需要不用理会。',
    'Hello, {product}, which you asked for, is back. We tell everybody in the order they asked. Order on the page if you still want it.',
  ),
  say(
    'back-in-stock',
    'again',
    null,
    null,
    '您好，您登记过的{product}目前还可以下单，不需要了回复我，我帮您取消登记。',
    'Hello, {product}, which you asked for, can still be ordered. If you no longer want it, reply and I will take you off the list.',
  ),
  // A coupon or a concession is about to end.
  say(
    'coupon-expiring',
    'first',
    null,
    null,
    '您好，给您的优惠还可以用{left}，适用于{product}。用不上也没关系。',
    'Hello, the reduction we gave you for {product} can be used for {left} more. It is fine if you do not need it.',
  ),
  say(
    'coupon-expiring',
    'first',
    'doubt-price',
    null,
    '您好，给您的优惠还可以用{left}。用在{product}上要付多少，我可以帮您算一遍。',
    'Hello, the reduction we gave you can be used for {left} more. I can work out what {product} costs with it.',
  ),
]

/** The words for a step of a plan, in a language of the shop; those for everybody first. */
export const offeredFor = (trigger: Trigger, turn: Offered['turn'], language: 'zh' | 'en') =>
  wordings
    .filter((one) => one.trigger === trigger && one.turn === turn)
    .map(({ reason, phase, says }) => ({ reason, phase, arm: null, text: says[language], template: null }))
