import { type Detector, type Hit, hit, type Reading, signsOf, spelled } from '../reading.ts'
import { around } from '../spans.ts'
import { PhraseTable } from '../words/phrases.ts'

const RUDE = `傻逼 傻比 傻b 煞笔 沙比 傻叉 傻x 傻缺 傻子 脑残 脑子有病 脑子有问题 脑子进水 智障 弱智 神经病 有病吧 你有病 有病啊 你有毛病 滚蛋 滚开 给我滚 滚吧 滚远 滚你 快滚 去死 死全家 全家死 你妈 你娘 尼玛 泥马 草泥马 操你 艹你 草你 他妈的 他妈 她妈的 妈的 妈蛋 妈逼 狗日 狗东西 狗屁 放屁 畜生 王八蛋 混蛋 废物 人渣 垃圾买家 垃圾人 你个垃圾 你是垃圾 贱人 贱货 白痴 蠢货 蠢猪 猪脑 蠢死 笨死 你瞎 眼瞎 瞎了 聋了吗 穷鬼 穷逼 穷b 买不起 没钱别买 没钱就别 爱买不买 爱退不退 爱要不要 不买拉倒 不买滚 不要脸 臭不要脸 厚颜无耻 无赖 泼妇 死变态 恶心人 你真恶心 烦死了 烦不烦 闭嘴 少废话 废什么话 关我屁事 关你屁事 关我什么事 自己不会看 自己没长眼 没长眼 看不懂吗 听不懂人话 听不懂人 说了多少遍 你是不是傻 有完没完 你烦不烦 穷疯了 占便宜没够 小气鬼 素质真低 没素质 没教养 白嫖 贱不贱 sb买家 大sb 你sb 你个sb 老子 nmsl cnm tmd wcnm wdnmd mlgb 二百五 脑瘫 杂种 婊子 贱b 逼样 装逼 牛逼 傻狗 沙雕 傻屌 屌丝`
const THREAT = `弄死你 打死你 砍死你 杀了你 杀你全家 弄你 找人弄 找人打 揍你 等着瞧 走着瞧 给我等着 你等着 有你好看 让你好看 要你好看 别怪我不客气 不客气了 小心点 你给我小心 你小心点 知道你家 知道你住 知道你地址 知道你的地址 有你地址 有你的地址 有你家地址 有你电话 有你的电话 上门找你 去你家 找上门 堵你 曝光你 公开你的 把你信息 挂你 人肉你 寄刀片 寄花圈 寄寿衣 骚扰你 拉黑你 让你出不了门 告你 起诉你 报复 不撤诉就 不改评价就 敢给差评 给差评试试 差评试试 敢投诉 投诉试试 敢退试试 后果自负 吃不了兜着走 让你好过 别想好过`
const table = new PhraseTable<string>([
  ...RUDE.split(' ').map((word) => [word, 'tone.rude'] as const),
  ...THREAT.split(' ').map((word) => [word, 'tone.threat'] as const),
])
const ALLOWED = new PhraseTable<true>(
  `婆妈妈的 婆婆妈妈的 我妈的 妈妈的 老妈的 大妈的 姑妈的 舅妈的 宝妈的 奶妈的 干妈的 孩子妈的 你妈妈 你妈咪 送你妈 给你妈 带你妈 他妈妈 她妈妈 陪你妈 孝敬你妈 你娘家 你娘亲 买不起皱 草你们 老子道德 老子庄子 小老子 弄你们 弄你的 弄你这 告你们 去你家安装 去你家送 去你家修 去你家测量 去你家上门 去你家取 告你一声 转告你 报告你 广告你 警告你的 劝告你 被告你 不报复 堵你家 瞎了一 有你电话吗 揍你孩子 你小心点开 小心点开 小心点放 小心点拿 请小心点 小心点用 小心点拆 小心点走 牛逼哄 放屁垫 眼瞎吗宝 挂你们 挂你的 挂你家 二百五十 两百二百五 二百五一 二百五元 二百五块 二百五左 沙雕画 沙雕塑 沙雕刻 白嫖券 傻子瓜子 大傻子瓜 后果自负担 烦死了吧 白痴呆 提你妈 你妈喜欢 你妈穿 你妈用 你妈生日 你妈的生日 你妈身材 你妈平时 废物利用 废物处理 抱歉让您烦死 无赖以`
    .split(' ')
    .map((word) => [word, true] as const),
)
const ENGLISH =
  /\b(?:f+u+c+k\w*|shit+\w*|bullshit|bitch\w*|asshole\w*|bastard\w*|idiots?|morons?|dumb(?:ass)?|stupid|retard\w*|shut up|go to hell|screw you|piss off|get lost|loser|cunt|dickhead|kill you|i know where you live|you will regret|watch out)\b/iu

export const tone: Detector = {
  rules: ['tone.rude', 'tone.threat'],
  find: (reading) => {
    const { signs } = reading
    const met = table.met(signs)
    const allowed = met.length > 0 ? ALLOWED.met(signs) : []
    const hits: Hit[] = met
      .filter(({ from, to }) => around(allowed, { from, to }).length === 0)
      .map(({ value, from, to }) => hit(value, from, to))
    return [...hits, ...inEnglish(reading)]
  },
}

const inEnglish = ({ signs }: Reading): Hit[] => {
  const found = ENGLISH.exec(signs.text)
  if (!found) return []
  const [from, to] = signsOf(signs, found.index, found.index + found[0].length)
  const words = spelled(signs, from, to)
  return [hit(/kill|live|regret|watch/.test(words) ? 'tone.threat' : 'tone.rude', from, to)]
}
