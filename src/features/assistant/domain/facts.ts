import { folded } from '../../../shared/text.ts'

/** Chinese numerals as digits, where they count something: 三天, 两套, 十五日. */
const DIGITS: Record<string, number> = {
  ...{ 零: 0, 〇: 0, 一: 1, 二: 2, 两: 2, 俩: 2, 三: 3, 四: 4, 五: 5, 六: 6, 七: 7, 八: 8, 九: 9 },
}
const PLACES: Record<string, number> = { 十: 10, 百: 100, 千: 1000, 万: 10_000 }
const MEASURES =
  '天日号月年周星小时分钟秒元块角折件套个只条双盒包份倍次成米厘公斤克升毫寸码楼点半期位人种款张支瓶袋双单'

const numeralOf = (word: string): number => {
  let [sum, digit] = [0, 0]
  for (const c of word) {
    const place = PLACES[c]
    if (place === undefined) digit = DIGITS[c] ?? digit
    else if (place === 10_000) {
      sum = (sum + digit) * place
      digit = 0
    } else {
      sum += (digit || 1) * place
      digit = 0
    }
  }
  return sum + digit
}

const NUMERAL = new RegExp(`[${Object.keys({ ...DIGITS, ...PLACES }).join('')}]+(?=[${MEASURES}])`, 'g')
/** Numbers with what makes them one: 48, 1.8, 200×230 are three. `1,299` is 1299. */
const NUMBER = /\d+(?:,\d{3})*(?:\.\d+)?/g
/** Where an amount is more than its number: half, a dozen, free, never. */
const AMOUNTS =
  /免费|全免|半价|半天|半年|半个月|终身|永久|立即|马上|当天|当日|次日|隔天|明天|后天|今天|今晚|本周|下周|月底/g
const LINK =
  /https?:\/\/\S+|www\.\S+|[a-z0-9-]+(?:\.[a-z0-9-]+)*\.(?:com|cn|net|org|shop|top|xyz|io|me|cc|vip)\b\S*/gi
/** Latin words and codes: names, models, brands. Words of courtesy are no names. */
const LATIN = /[a-z][a-z0-9&'’_-]*[a-z0-9]|[a-z]/gi
const QUOTED = /[“「『《【]([^”」』》】]{1,40})[”」』》】]/g
/** A Chinese name mostly ends with what it is. */
const NAMED =
  /([\p{sc=Han}]{2})(快递|物流|速运|公司|银行|平台|仓库|仓|旗舰店|专柜|门店|商城|超市|医院|大学|省|市|区|县|街道|路)/gu
/** What stands before such a word without being a part of a name. */
const PLAIN = /[的了您你我们在是由从到和与或个家店本]/u

/** Everything in a text that states a fact which can be checked word by word. */
export interface Facts {
  numbers: string[]
  links: string[]
  words: string[]
  names: string[]
}

const plain = (text: string): string => text.normalize('NFKC').toLowerCase()

export const factsOf = (text: string): Facts => {
  const said = plain(text)
  const withoutLinks = said.replace(LINK, ' ')
  const numerals = [...withoutLinks.matchAll(NUMERAL)].map(([word]) => String(numeralOf(word)))
  const numbers = [...withoutLinks.matchAll(NUMBER)].map(([n]) => String(Number(n.replaceAll(',', ''))))
  const named = [...withoutLinks.matchAll(NAMED)].flatMap(([, before = '', kind = '']) =>
    PLAIN.test(before) ? [] : [`${before}${kind}`],
  )
  return {
    numbers: [...new Set([...numbers, ...numerals])],
    links: [
      ...new Set([...said.matchAll(LINK)].map(([link]) => link.replace(/[)\]}.,;!?，。；！？）】]+$/, ''))),
    ],
    words: [...new Set([...withoutLinks.matchAll(LATIN)].map(([word]) => word))],
    names: [
      ...new Set([
        ...[...said.matchAll(QUOTED)].map(([, name = '']) => name),
        ...named,
        ...[...said.matchAll(AMOUNTS)].map(([word]) => word),
      ]),
    ],
  }
}

/** Words of a letter that name nothing: courtesy, articles, verbs of service. */
const COMMON = new Set(
  `a about after again all also am an and any are as at back be before best both but by can check choose could
  customer day days dear do does don don't done each else either enjoy few find first for free from full further get
  give glad go good had happy has have hello help her here hi him his hope hours how i i'd i'll i'm i've if in is it
  it's its just kind let like ll long look m made make many may me more most much my need next no not now of off ok
  okay on once one only open or order other our out over per please product question re ready reply right s same see
  send she should so some soon sorry still such sure t take tell than thank thanks that that's the their them then
  there these they this those through time to too under until up us use very want was way we we'd we'll we're we've
  well were what when where which while who why will wish with within without work would yes yet you you'd you'll
  you're you've your`.split(/\s+/),
)

/** What a draft states that none of the sources says; empty where every fact is borne out (specs/assistant.md AST-67). */
export const unfounded = (draft: string, sources: readonly string[]): string[] => {
  const said = factsOf(draft)
  const known = sources.map(factsOf)
  const numbers = new Set(known.flatMap((facts) => facts.numbers))
  const links = new Set(known.flatMap((facts) => facts.links))
  const words = new Set(known.flatMap((facts) => facts.words))
  const all = sources.map(folded).join('\n')
  return [
    ...said.numbers.filter((n) => !numbers.has(n)),
    ...said.links.filter((link) => !links.has(link)),
    ...said.words.filter((word) => !words.has(word) && !COMMON.has(word.replaceAll('’', "'"))),
    ...said.names.filter((name) => !all.includes(folded(name))),
  ]
}

const piecesOf = (text: string): string[] => {
  const han = [...text.normalize('NFKC').matchAll(/[\p{sc=Han}]{2,}/gu)].map(([run]) => [...run])
  return han.flatMap((run) => run.slice(1).map((c, i) => `${run[i]}${c}`))
}
/** Two-character pieces of courtesy, which may be added to any facts. */
const COURTESY = new Set(
  piecesOf(
    '您好亲爱的顾客感谢您的耐心等待不好意思让您久等了非常抱歉给您带来不便请您放心可以的没问题好的呢如有其他疑问欢迎随时联系我们为您服务祝您生活愉快麻烦您稍等一下这边帮您看看关于您的问题是的哦',
  ),
)
/** Of what a draft says in Chinese, so much may be in neither the sources nor courtesy. */
const OWN_WORDS = 0.5

/** Whether a draft says mostly what the sources say. A new claim in plain words has no number or name to catch it by. */
export const isGrounded = (draft: string, sources: readonly string[]): boolean => {
  const pieces = piecesOf(draft)
  if (pieces.length === 0) return true
  const known = new Set(sources.flatMap(piecesOf))
  const own = pieces.filter((piece) => !known.has(piece) && !COURTESY.has(piece)).length
  return own / pieces.length <= OWN_WORDS
}
