import type { Said } from '../../../../shared/said.ts'
import type { Product } from '../../../catalog/domain/product.ts'
import { mayStill } from '../../../order/domain/command.ts'
import type { Order, OrderLine } from '../../../order/domain/order.ts'
import { canStill } from '../commands.ts'
import type { ChangeWanted } from '../task.ts'
import { addressIn, nameIn } from './address.ts'
import { nextSize, optionsOf, orderedOptions, sameValue, skusWith, valuesIn } from './options.ts'

/** What is read of a conversation. */
interface Message {
  id: number
  author: string
  text: string
}

/** A line's option that could not be settled: what there is to choose from. */
export interface Choice {
  line: string
  title: string
  options: { sku: string; options: Record<string, string>; stock: number }[]
}

/** A change to an order that a buyer seems to ask for. */
export interface ChangeAsked {
  orderId: string
  messageId: number
  change: ChangeWanted
  /** Why it cannot be asked about as it is. */
  refused: 'shipped' | null
  choices: Choice[]
  /** What the desk read, in one sentence. */
  says: Said
}

/** Messages of the buyer that are looked at, the latest. */
const BACK = 6
/** Choices shown of a line. */
const SHOWN = 12

const TO =
  /换成|改成|改为|换为|变成|调成|调整为|修改为|修改成|更换成|更换为|换到|改到|写成|选成|改发|换发|改|换|要|\bchange(?:d)?\b.*?\b(?:to|into)\b|\bswitch(?:ed)?\b.*?\bto\b|\bswap(?:ped)?\b.*?\b(?:to|for)\b|\binstead of\b|\bmake it\b|\bin\b(?=.*\binstead\b)|\bget\b(?=.*\binstead\b)/iu
/** Wishes for a change: a verb that changes, and not what one asks before ordering. */
const WISH =
  /换成|改成|改为|换为|变成|调成|修改|更换|改一?下|换一?下|换个|改个|(?:帮|给|替).{0,4}(?:改|换)|(?:想|要|能|可以|可不可以|能不能|麻烦|请)[^，。]{0,6}(?:改|换)|拍错|选错|买错|下错|点错|(?:尺码|颜色|规格|款式|大小|码数)[^，。]{0,4}(?:改|换|错)|(?:改|换)(?:大|小)?[^，。]{0,6}(?:码|号|色)|\b(?:change|switch|swap|modify)\b|\binstead\b|\bwrong (?:size|colou?r)\b|\bmake it\b|\b(?:size|colou?r) (?:up|down)\b/iu
/** That is an exchange of what one has, or a question about something else. */
const NOT_THIS =
  /换货|退货|退款|退换|换新|坏了|破了|不合适|收到了?|改价|换地方|改天|换季|换洗|改签|换个人|换客服|怎么换|如何换|\b(?:exchange|return|refund|received|arrived)\b/iu
const ADDRESS =
  /(?:地址|收件人|收货人|收件信息|收货信息|电话|手机号|联系方式)[^，。]{0,8}(?:改|换|变更|更新|写错|填错|错了|选错)|(?:改|换|变更|修改|更新|更改)[^，。]{0,6}(?:地址|收件人|收货人|收件信息|收货信息)|寄(?:到|给)(?:另|别|这个|新)|\b(?:change|update|correct|wrong|new|different)\b[^.?!]*\b(?:address|recipient|phone number)\b|\b(?:address|recipient)\b[^.?!]*\b(?:wrong|change|different)\b|\bship (?:it )?to\b/iu
const NEW_ADDRESS =
  /(?:改成|改为|改到|换成|换到|变更为|更改为|修改为|修改成|寄到|寄给|新地址(?:是|为)?|改[:：]|\b(?:address\b[^.?!]*?\b(?:to|is)|ship (?:it )?to|new address(?: is)?))\s*[:：]?\s*(.+)$/isu
const REMARK =
  /(?:订单)?(?:帮我?|给我?|麻烦|请|要)?(?:加个?|写个?|做个?)?(?:备注|留言)(?:一?下|上|个|里)?(?:写上?|说|是|为|加上?(?:一句)?)?[:：，,\s]*([^。！!\n]{2,})|\b(?:add|put|leave|write) (?:a |the )?(?:note|remark)(?: (?:on|to|for) (?:the|my) order)?(?: (?:that|saying|to say))?[:,\s]+([^\n]{2,})/iu
/** It speaks of a remark that is there (“门牌写在备注里了”, “备注里有写”, “按备注发货”), or asks about it. */
const REMARK_DONE =
  /备注(?:了|过|已|好了?|有|都|是)|备注(?:里|上|中|里面|那里|那边|栏)(?:面|头)?(?:了|吧|呢|啊|哦|的|有|都|已|也|说|不是|没|吗|[，。！,.!\s]|$)|^(?!.*(?:帮|麻烦|请|替我|能不能|可以|可否)).*(?:写|填|留|加|标|注明|说|放)(?:好|过|清楚)?(?:在|到|进)(?:了)?(?:我的?|那个?)?(?:订单|下单)?的?备注|(?:按|照|参考|根据|见|看)(?:照|着|一?下)?(?:我的?|订单|下单|上面)?的?备注|(?:没|未|有没有|看到?|看下)(?:看)?备注|备注(?:吗|没)|备注信息/u

const joined = (options: Record<string, string>): string => Object.values(options).join(' ')

/** What comes after the last word that changes: “M码换成L码” wants L. */
const wantedPart = (text: string): string => {
  const m = [...text.matchAll(new RegExp(TO.source, 'giu'))]
  const last = m.findLast(({ 0: word }) => /成|为|to|into|for|make|instead|in|get/iu.test(word)) ?? m.at(-1)
  if (!last) return text
  const after = text.slice(last.index + last[0].length)
  return after.trim() === '' ? text : after
}

interface LineRead {
  line: OrderLine
  product: Product
  from: Record<string, string>
  to: Record<string, string> | null
  alternatives: Product['skus']
}

/** What a text wants of a line; null where it names none of its options. */
const lineRead = (text: string, line: OrderLine, product: Product): LineRead | null => {
  const from = orderedOptions(line, product)
  const part = wantedPart(text)
  const wanted = new Map<string, string[]>()
  for (const { name, values } of optionsOf(product)) {
    const now = from[name]
    const next = nextSize(text, { name, values }, now)
    const others = (found: readonly string[]) =>
      found.filter((value) => now === undefined || !sameValue(value, now))
    const there = next === null ? others(valuesIn(part, values)) : [next]
    const found = there.length > 0 ? there : others(valuesIn(text, values))
    if (found.length > 0) wanted.set(name, found)
  }
  if (wanted.size === 0) return null
  const kept = Object.fromEntries(Object.entries(from).filter(([name]) => !wanted.has(name)))
  const skus = skusWith(product, kept).filter(({ options }) =>
    [...wanted].every(([name, values]) => values.includes(options[name] ?? '')),
  )
  const [only] = skus
  const settled = skus.length === 1 && only !== undefined && only.stock > 0
  return {
    ...{ line, product, from, to: settled ? only.options : null },
    alternatives: skus.length > 0 ? skus : product.skus,
  }
}

const changeOf = (lines: ChangeWanted['lines']): ChangeWanted => ({ lines, address: null, remark: null })

const skuChange = (text: string, order: Order, products: ReadonlyMap<string, Product>) => {
  if (!WISH.test(text) || NOT_THIS.test(text)) return null
  const reads = order.lines.flatMap((line) => {
    const product = line.product === null ? undefined : products.get(line.product)
    const read = product && lineRead(text, line, product)
    return read ? [read] : []
  })
  if (reads.length === 0) return null
  const [first] = reads
  // Two lines that have such an option: which is meant, only the buyer knows.
  const settled = reads.length === 1 && first?.to ? first : null
  const sku = settled?.to ? (skusWith(settled.product, settled.to)[0]?.id ?? null) : null
  const choices: Choice[] = settled
    ? []
    : reads.map(({ line, alternatives }) => ({
        line: line.id,
        title: line.title,
        options: alternatives.slice(0, SHOWN).map(({ id, options, stock }) => ({ sku: id, options, stock })),
      }))
  const out = first && first.to === null && reads.length === 1 && first.alternatives.length === 1
  return {
    change: changeOf(settled?.to ? [{ line: settled.line.id, from: settled.from, to: settled.to, sku }] : []),
    choices,
    says: settled?.to
      ? {
          zh: `买家想把“${settled.line.title}”从 ${joined(settled.from) || '原规格'} 换成 ${joined(settled.to)}。`,
          en: `The buyer wants “${settled.line.title}” changed from ${joined(settled.from) || 'what it is'} to ${joined(settled.to)}.`,
        }
      : out
        ? {
            zh: `买家想换的 ${joined(first.alternatives[0]?.options ?? {})} 没有货，请和买家另选。`,
            en: `What the buyer wants, ${joined(first.alternatives[0]?.options ?? {})}, is out of stock: choose another with them.`,
          }
        : {
            zh: '买家想换规格，但说的不止一种可能，请选定后再发给买家确认。',
            en: 'The buyer wants another option, but it may be one of several: choose before you ask them.',
          },
  }
}

const addressChange = (text: string) => {
  if (!ADDRESS.test(text)) return null
  const part = text.match(NEW_ADDRESS)?.[1] ?? ''
  const phoneOnly = part === '' ? addressIn(text) : {}
  const name = nameIn(text)
  const address = {
    ...(part !== ''
      ? addressIn(name === null ? part : part.replace(name, ''))
      : phoneOnly.phone !== undefined && { phone: phoneOnly.phone }),
    ...(name !== null && { name }),
  }
  const known = Object.values(address).join(' ')
  return {
    change: { lines: [], address, remark: null },
    choices: [],
    says:
      known === ''
        ? {
            zh: '买家想改地址，新地址还没有说全。',
            en: 'The buyer wants another address and has not told it yet.',
          }
        : {
            zh: '买家想改收货信息，请核对后发给买家确认。',
            en: 'The buyer wants other delivery details: check them and ask the buyer.',
          },
  }
}

const remarkChange = (text: string) => {
  // Some platforms call it 留言.
  if (REMARK_DONE.test(text.replaceAll('留言', '备注'))) return null
  const m = text.match(REMARK)
  const remark = (m?.[1] ?? m?.[2] ?? '')
    .replace(/(?:谢谢|可以吗|行吗|好吗|吧|哈|哦)[。!！?？~]*$/u, '')
    .trim()
  if (remark.length < 2 || /^(?:吗|了|没有?|呢)/u.test(remark)) return null
  return {
    change: { lines: [], address: null, remark: remark.slice(0, 300) },
    choices: [],
    says: {
      zh: `买家想加备注：${remark.slice(0, 60)}`,
      en: `The buyer wants a note on the order: ${remark.slice(0, 60)}`,
    },
  }
}

/**
 * The change to an order that a buyer asks for, read from what they wrote last: another size or colour of a product in it,
 * another address, a remark (specs/task.md TSK-20…TSK-25). The SKU is chosen only where the product's card has one that fits
 * and is in stock; else nothing is chosen and the alternatives are told. Of orders that have not been shipped the latest that
 * the wish fits; where all have been, it says so. Null: no such wish.
 */
export const changeAsked = (
  messages: readonly Message[],
  orders: readonly Order[],
  products: ReadonlyMap<string, Product>,
): ChangeAsked | null => {
  const latest = [...orders].sort((a, b) => b.createdAt - a.createdAt)
  for (const message of messages
    .filter(({ author }) => author === 'buyer')
    .slice(-BACK)
    .toReversed()) {
    const text = message.text.normalize('NFKC').slice(0, 500)
    const named = latest.filter(({ id }) => text.includes(id))
    const among = named.length > 0 ? named : latest
    const reads = among.flatMap((order) => {
      // An address has colours and numbers in it.
      const read = addressChange(text) ?? remarkChange(text) ?? skuChange(text, order, products)
      return read ? [{ order, read }] : []
    })
    if (reads.length === 0) continue
    const open = reads.find(
      ({ order, read }) =>
        canStill(read.change, order) &&
        (read.choices.length === 0 || mayStill(order, 'sku')) &&
        (read.change.address === null || mayStill(order, 'address')) &&
        order.status !== 'closed' &&
        order.status !== 'unknown',
    )
    const { order, read } = open ?? reads[0] ?? {}
    if (!order || !read) continue
    if (open) return { orderId: order.id, messageId: message.id, refused: null, ...read }
    if (order.status === 'closed' || order.status === 'unknown') return null
    return {
      ...{ orderId: order.id, messageId: message.id, change: read.change, choices: [], refused: 'shipped' },
      says: {
        zh: '买家想改订单，但订单已经发货，改不了了；可以建议收到后换货或拒收。',
        en: 'The buyer wants the order changed, but it has been shipped: offer an exchange once it is there.',
      },
    }
  }
  return null
}

const OPTION = /码|号|色|款式|规格|大小|\b(?:size|colou?r|[smlx]{1,4})\b/iu

/**
 * Whether a buyer says what an order is to be changed to (TSK-26): a new address, another size or colour. No entry of what
 * the shop knows answers that, whatever words they share; a person does it.
 */
export const tellsChange = (said: string): boolean => {
  const text = said.normalize('NFKC').slice(0, 500)
  if (ADDRESS.test(text) && Object.keys(addressIn(text.match(NEW_ADDRESS)?.[1] ?? '')).length > 0) return true
  return WISH.test(text) && !NOT_THIS.test(text) && OPTION.test(text) && !/[?？吗么呢]\s*$/u.test(text)
}
