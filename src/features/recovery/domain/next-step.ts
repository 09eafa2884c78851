import type { Said } from '../../../shared/said.ts'
import type { SpokenPhase } from '../../campaign/domain/phase-on.ts'
import type { Reason } from './plan.ts'

/** What words may name besides the buyer: the product, when its pieces come, when a sale begins, how fast it is shipped. */
export interface StepFacts {
  buyer: string
  product: string | null
  /** In the shop's words and zone: `11月12日 20:00`. */
  restock: string | null
  starts: string | null
  /** A shipping promise that an activity of the shop states. */
  ships: string | null
  /** Until when the order can be paid. */
  left: string | null
}

interface Way {
  /** In which phases it is said; null: in any. */
  phase: SpokenPhase | null
  says: Said
}

export interface NextStep {
  /** What whoever has the buyer does. */
  does: Said
  /** Whether a reminder alone may help. Otherwise something has to be done first, and a bare reminder only annoys. */
  remind: boolean
  /** Words to begin from, the most special first. One whose facts are not known is passed over. */
  ways: readonly Way[]
}

const way = (zh: string, en: string, phase: SpokenPhase | null = null): Way => ({ phase, says: { zh, en } })

/** What follows from each reason (RCV-103): data, in words that push nobody. */
export const nextSteps: Readonly<Record<Reason, NextStep>> = {
  forgot: {
    does: { zh: '提醒付款，附上订单和剩余时间', en: 'Remind them, with the order and the time that is left' },
    remind: true,
    ways: [
      way(
        '您好，您拍的{product}还没有付款，订单保留到{left}，方便时付一下就好；不需要了也没关系，到时会自动取消。',
        'Hello, your order of {product} is not paid yet. It is kept until {left}. If you no longer want it, you need do nothing.',
      ),
      way(
        '您好，您拍的{product}还没有付款，付款时遇到问题可以跟我说。',
        'Hello, your order of {product} is not paid yet. If paying does not work, tell me and I will help.',
      ),
      way(
        '您好，您有一笔订单还没有付款，付款时遇到问题可以跟我说。',
        'Hello, one of your orders is not paid yet. If paying does not work, tell me and I will help.',
      ),
    ],
  },
  'doubt-product': {
    does: {
      zh: '先回答对商品的疑问，再邀请下单',
      en: 'Answer the question about the product first, then invite them',
    },
    remind: false,
    ways: [
      way(
        '您好，关于{product}，您之前问到的地方我再帮您确认一下：您更在意尺寸、材质还是使用上的问题？',
        'Hello, about {product}: let me check what you asked before. Is it the size, the material or the use that matters to you?',
      ),
      way(
        '您好，您之前问到的商品还有哪里不放心，我帮您确认清楚再决定。',
        'Hello, is there anything about the product you would like me to check before you decide?',
      ),
    ],
  },
  'doubt-price': {
    does: {
      zh: '按权限说明能用的优惠，或推荐相近价位的款',
      en: 'Say which reductions hold, within what you may give, or show something of a similar price',
    },
    remind: false,
    ways: [
      way(
        '您好，{product}的活动价和可用的优惠我帮您算一下，算好发给您，您看合适再付。',
        'Hello, let me work out what {product} costs with every reduction that holds for you, so you can decide.',
        'spot',
      ),
      way(
        '您好，{product}现在能用的优惠我帮您算一下，您看合适再定。',
        'Hello, let me work out what {product} costs with the reductions that hold now, so you can decide.',
      ),
      way(
        '您好，现在能用的优惠我帮您算一下，您看合适再定。',
        'Hello, let me work out the price with the reductions that hold now, so you can decide.',
      ),
    ],
  },
  'doubt-delivery': {
    does: {
      zh: '按活动公布的发货时间说明，不口头加快',
      en: 'Tell the shipping time that the activity states; promise no faster one',
    },
    remind: false,
    ways: [
      way(
        '您好，{product}的发货说明：{ships}。收货时间以快递为准；如果有必须收到的日子，告诉我，我帮您看来不来得及。',
        'Hello, about the shipping of {product}: {ships}. The courier decides the rest. If you need it by a certain day, tell me and I will check.',
      ),
      way(
        '您好，如果有必须收到的日子，告诉我，我帮您确认发货和路上的时间再决定。',
        'Hello, if you need it by a certain day, tell me: I will check shipping and transit before you decide.',
      ),
    ],
  },
  'waiting-coupon': {
    does: { zh: '说清楚优惠什么时候开始、怎么用', en: 'Say when the offer begins and how it is used' },
    remind: false,
    ways: [
      way(
        '您好，{product}的活动{starts}开始，想等活动的话，到时再下单就可以。',
        'Hello, the sale of {product} begins {starts}. If you would rather wait for it, order then.',
        'preheat',
      ),
      way(
        '您好，活动{starts}开始，到时再下单就可以；不想等，现在也可以帮您看看能用的优惠。',
        'Hello, the sale begins {starts}. You can wait for it, or I can check what holds now.',
      ),
      way(
        '您好，能用的优惠券我帮您核对一下怎么用，您看了再决定。',
        'Hello, let me check which coupons you can use and how, then decide.',
      ),
    ],
  },
  'out-of-stock': {
    does: {
      zh: '登记到货通知，到货后按先后顺序告诉',
      en: 'Note down their wish, and tell them in turn when it is back',
    },
    remind: false,
    ways: [
      way(
        '您好，{product}预计{restock}到货，已经帮您登记，到货后按登记的先后告诉您。',
        'Hello, {product} is expected {restock}. I have noted your wish and will tell you in turn when it is back.',
      ),
      way(
        '您好，{product}到货时间还没定，已经帮您登记，到货后按登记的先后告诉您。',
        'Hello, it is not known yet when {product} is back. I have noted your wish and will tell you in turn.',
      ),
      way(
        '您好，已经帮您登记，到货后按登记的先后告诉您。',
        'Hello, I have noted your wish and will tell you in turn when it is back.',
      ),
    ],
  },
  'wrong-item': {
    does: {
      zh: '帮买家改对（尺码、颜色、地址），或取消重拍并核对优惠是否还在',
      en: 'Put it right (size, colour, address), or cancel and order anew after checking that the offers still hold',
    },
    remind: false,
    ways: [
      way(
        '您好，您拍的{product}如果要改尺码、颜色或地址，付款前告诉我，我帮您看怎么改最省事。',
        'Hello, if size, colour or address of {product} should be another, tell me before you pay and I will see how to change it.',
      ),
      way(
        '您好，订单要改的地方告诉我，我帮您看怎么改最省事。',
        'Hello, tell me what should be changed in the order and I will see how.',
      ),
    ],
  },
  other: {
    does: {
      zh: '看一遍聊天再决定；说了不要的不再提醒',
      en: 'Read the conversation first; who said no is not reminded again',
    },
    remind: false,
    ways: [
      way('您好，关于{product}有需要随时找我。', 'Hello, if you need anything about {product}, I am here.'),
      way('您好，有需要随时找我。', 'Hello, if you need anything, I am here.'),
    ],
  },
}

const VARIABLE = /\{([a-z]+)\}/g

const filled = (text: string, facts: StepFacts): string | null => {
  let whole = true
  const said = text.replaceAll(VARIABLE, (_, name: string) => {
    const value = facts[name as keyof StepFacts]
    if (value === null || value === undefined || value === '') whole = false
    return value ?? ''
  })
  return whole ? said : null
}

/** The words for a reason in a phase: the first whose facts are all known. */
export const wordsFor = (
  reason: Reason,
  phase: SpokenPhase | null,
  facts: StepFacts,
  language: 'zh' | 'en',
): string => {
  const { ways } = nextSteps[reason]
  const fit = [
    ...ways.filter((w) => w.phase !== null && w.phase === phase),
    ...ways.filter((w) => w.phase === null),
  ]
  for (const { says } of fit) {
    const text = filled(says[language], facts)
    if (text !== null) return text
  }
  return ''
}
