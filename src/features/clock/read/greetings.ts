import { folded } from '../../../shared/text.ts'

/**
 * What robots say that is no answer: to greet, to hold, to hand over. A clause of a message is a greeting where one of
 * these describes all of it; a message is one where all its clauses are. Compared without white space, in small letters.
 */
const CLAUSES: readonly RegExp[] = [
  /^(亲爱的|亲|宝贝|宝|小主|主人|顾客|客官|朋友)*(您好|你好|hi|hello|哈喽|嗨|早上好|上午好|中午好|下午好|晚上好|在的?|在呢|在哦)*(亲爱的|亲亲|亲|宝宝|宝贝|宝|小主)?(呀|啊|呢|哦|哟|鸭)?$/,
  /^(很|非常)?(高兴|荣幸|开心|乐意)(能够|能)?(为|给)(您|你)(提供)?服务(哦|呢|的)?$/,
  /^(热烈)?欢迎(您|你)?(的)?(光临|来到|进入|访问|关注|咨询)(.{0,16}(店|馆|铺|专营|官方)|本店|小店|我们)?(哦|呀|呢)?$/,
  /^(这里|我)是.{0,16}(客服|店小二|助手|小助手|机器人|小蜜|管家)(.{0,6})?$/,
  /^(请问)?(您|你)?(有|需要)(什么|啥|哪些)(问题|需要|地方|事)?(可以|能|需要)?(帮|为)(助|到|忙)?(您|你|到您|到你|您服务|您效劳)?(的)?(吗|呢|么|嘛)?$/,
  /^(请问)?(您|你)?(需要|可以|能)(帮忙|帮助|帮到您|帮到你|为您服务)(的)?(吗|呢|么|嘛)$/,
  /^(请问)?(您|你)?有(什么|啥)(问题|疑问|需要|事)(吗|呢|么|需要(咨询|帮助)的?(吗|呢)?)?$/,
  /^(请问)?(您|你)?想(咨询|了解)(什么|哪)(些|方面)?(的)?(问题|商品|产品)?(吗|呢)?$/,
  /^(目前|现在|当前)?(咨询|排队)?(的)?(人数|买家|顾客|客户)(比较|较|很|太)?多$/,
  /^(客服|人工|我们)?(正在|正|都在)?(忙|繁忙|忙碌|忙线|接待(其他)?(顾客|客户|买家)?)(中)?$/,
  /^(请|麻烦)?(您|你)?(耐心)?(稍等|稍候|稍后|等待|等一下|等一等|等候)(一下|片刻)?(哦|呢|哈|呀|的)?$/,
  /^(正在|马上|即将|现在)?(为|给|帮)?(您|你)?(转接|转|接通|接入)(给)?(到)?(人工|专属|在线)?(客服|服务|专员)?(中|呢|哦)?$/,
  /^(我们|客服)?(会|将)?(尽快|马上|立即|第一时间)(为|给)?(您|你)?(回复|服务|答复)(您|你)?(的|哦|呢)?$/,
  /^(welcome|good(morning|afternoon|evening)|how(can|may)i(help|assist)(you)?(today)?|pleasewait(amoment)?|onemoment(please)?)$/,
]

/** No greeting has a longer clause. */
const CLAUSE_LIMIT = 40

const clausesOf = (text: string): string[] =>
  text
    .normalize('NFKC')
    .split(/[\s\p{P}\p{S}~]+/u)
    .map((clause) => clause.toLowerCase())
    .filter((clause) => clause !== '')

/** Words of an English clause stand apart: they are tried together as well. */
const plainGreeting = (text: string): boolean => {
  const clauses = clausesOf(text)
  const one = (clause: string) => clause.length <= CLAUSE_LIMIT && CLAUSES.some((form) => form.test(clause))
  return clauses.every(one) || text.split(/[,.!?;，。！？；]+/).every((part) => one(folded(part)))
}

/**
 * Whether what the assistant said by itself is plainly a greeting and answers nothing. `own`: the shop's greetings,
 * word for word but for white space and punctuation. In doubt it is an answer.
 */
export const greetings = (own: readonly string[]): ((text: string) => boolean) => {
  const known = new Set(own.map(folded))
  const seen = new Map<string, boolean>()
  return (text) => {
    // Robots repeat themselves: most are looked at once.
    let is = seen.get(text)
    if (is === undefined) {
      is = text.trim() !== '' && (known.has(folded(text)) || plainGreeting(text))
      if (seen.size < 10_000) seen.set(text, is)
    }
    return is
  }
}
