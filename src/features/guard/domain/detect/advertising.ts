import { Kind } from '../fold/characters.ts'
import { charAt, type Detector, type Hit, hit, type Reading, spelled } from '../reading.ts'
import { around } from '../spans.ts'
import { PhraseTable } from '../words/phrases.ts'

/** Words of one kind with what may stand instead. `word=milder`, or the kind's own where none is named. */
const table = (rule: string, rows: readonly (readonly [instead: string, words: string])[]) =>
  rows.flatMap(([instead, words]) => words.split(' ').map((word) => [word, { rule, instead }] as const))

const SUPERLATIVES = [
  [
    '优质',
    '国家级 世界级 宇宙级 最高级 极品 顶级 顶尖 顶极 顶奢 尖端 至尊级 最高端 最顶级 最高档 最上等 最先进 最高品质 最优品质 最好品质 最佳品质 国际级 国际一流 世界一流 国际领先 行业顶级 终极 极致品质 巅峰之作 巅峰品质 王牌产品 王牌品牌 最尖端 最优质 国级 镇店之宝王 至尊享受',
  ],
  [
    '很好',
    '最佳 最优 最强 最棒 最赞 最牛 质量最好 品质最好 效果最好 最好的质量 最好的品质 最好的产品 最好的面料 最好的材料 最好的选择 最好的服务 最好用的 最好吃的 最好看的 最好喝的 全网最好 世界最好 全国最好 最完美 最优秀 最专业 最舒服 最舒适 最正宗 最安全 最有效 最实惠 最划算 最时尚 最耐用 最纯正 最新鲜 无与伦比 无可比拟 无可替代 不可替代 不可超越 无人能及 完美无缺 举世无双 天下无双',
  ],
  [
    '很受欢迎',
    '销量第一 销量冠军 销售冠军 销冠 全网第一 全国第一 世界第一 中国第一 行业第一 国内第一 全球第一 亚洲第一 类目第一 同类第一 排名第一 排行第一 人气第一 好评第一 口碑第一 质量第一名 第一品牌 第一名牌 第一大品牌 全网销量第一 天下第一 冠军单品 热销榜首 销量榜首 榜首 全网首发 全国首家 全网首家 行业首家 首屈一指 遥遥领先 全球领先 世界领先 全国领先 行业领先 同行领先 领导品牌 领导者品牌 领军品牌 最受欢迎 最流行 最热门 最畅销 销量最高 销量最好 卖得最好 全网最火 全网最热 人气最高 全网独一份',
  ],
  [
    '价格实惠',
    '全网最低 全网最低价 全网底价 史上最低 史上最低价 历史最低 历史最低价 最低价 价格最低 全国最低 底价 最便宜 全网最便宜 跳楼价 全场最低 行业最低 最优惠 价格最便宜 最低折扣 空前优惠 史上最强 史上最大 史上最全',
  ],
  [
    '特别',
    '独一无二 绝无仅有 史无前例 空前绝后 前无古人 独家 独家秘方 独家配方 全球独家 全网独家 绝版 万能 绝佳 无敌 永恒 仅此一家 只此一家 别无分号 举世闻名 全球唯一 全国唯一 全网唯一 唯一正品 唯一指定 唯一授权 唯一官方',
  ],
  [
    '正规',
    '国家免检 免检产品 国家机关推荐 国家领导人 领导人推荐 国务院 中央军委 特供 国宴专用 国宴 军队特供 人民大会堂 驰名商标 中国驰名 政府指定 政府推荐 国家推荐 央视推荐 国家认证推荐 质量免检 专家推荐 院士推荐',
  ],
] as const
const PROMISES = [
  [
    '效果因人而异',
    '根治 包治 包治百病 治愈 彻底治愈 药到病除 永不复发 永不反弹 无效退款 百分百有效 百分之百有效 100%有效 100%治愈 立即见效 马上见效 立竿见影 一次见效 零副作用 无副作用 无毒副作用 没有副作用 没有任何副作用 绝对安全 绝对有效 绝对没有问题 保证有效 保证治好 包好 抗癌 防癌 治疗癌症 降血压 降血糖 治疗糖尿病 延年益寿 增强免疫力 提高免疫力 一劳永逸 永久有效 彻底解决 100%安全 零风险 无风险 包瘦 必瘦 保证瘦 月瘦 七天美白 三天见效 七天见效 一周见效 不反弹',
  ],
  [
    '品质有保障',
    '100%纯天然 纯天然无添加 100%天然 零添加 零甲醛 零污染 零残留 100%满意 百分百满意 百分百正宗 假一赔命 永不褪色 永不变形 永不掉色 永远不坏 终身不坏 绝对不会坏 绝不掉色',
  ],
] as const

const words = new PhraseTable([...table('ad.superlative', SUPERLATIVES), ...table('ad.promise', PROMISES)])

/** Where those words say something else. */
const ALLOWED = new PhraseTable<true>(
  `最佳赏味 最佳食用 最佳饮用 最佳使用 最佳拍档 最佳观看 最佳状态 最佳时间 最佳距离 最佳温度 最佳口感期 最佳搭档 最佳保存 最佳储存 最佳尺寸 最佳位置 最佳角度 最佳路线 最佳方式 最佳方案 最优惠的方案 最优方案 最优的配送 最优的方案 最优配送 最优的方式 最优的路线 最优的快递 一个最优的 最优解 最优路径 万能充 万能遥控 万能胶 万能转换 万能插头 万能插座 万能适配 万能的客服 万能卡 万能表 万能钥匙 万能工具 万能油 万能险 不是万能 不万能 独家代理权 顶级域名 极品飞车 无敌铁金刚 无敌浩克 永恒之塔 终极目标 终极版 终极者 终极boss 最强大脑 特供渠道吗 底价成交 榜首位置 绝版书 国宴路 治愈系 治愈风 治愈色 治愈感 很治愈 治愈的颜色 超治愈 包好了 打包好 包好的 包好看 包好寄 包好发 书包好 钱包好 包包好 面包好 没包好 包好一点 包好点 背包好 红包好 礼包好 这包好 那包好 一包好 两包好 每包好 内包好 外包好 软包好 给包好 都包好 重新包好 包好后 包好再 帮您包好 手提包好 双肩包好 此包好 不是最便宜 不能保证最低价 保证不了最低价 不保证最低价 不反弹力 海底价 到底价 谷底价 拖底价 底价格 无风险提示 有没有副作用 会不会有副作用 血压计 血糖仪 降血压药 不能治疗 不能治愈 不能根治 无法根治 无法治愈 不可以治疗 无敌风火轮 无效退款申请 退款无效 所有最优 最优先 最强烈 最强音 最赞成 最棒球 最牛仔`
    .split(' ')
    .map((phrase) => [phrase, true] as const),
)

/** 第一 and 唯一 are ordinals and identities far more often than boasts: only where nothing is counted with them. */
const BOAST_BEFORE =
  /(?:销量|销售|排名|排行|质量|品质|口碑|性价比|全网|全国|世界|行业|类目|同类|国内|全球|亚洲|中国|市场|人气|服务|信誉|实力|技术|效果|绝对|永远|当之无愧|公认|稳居|位居|荣登|天下|全省|全市|本地|业内|圈内|同行|领域|界|力|我们(?:家|店)?(?:就)?是|本店是|我家(?:就)?是)(?:的|是|都|排|为|居)?$/u
const COUNTS =
  /^(?:次|时间|个|款|笔|天|批|步|件|条|位|种|排|单|行|页|层|季|代|车|方|点|项|套|张|人称|遍|回|轮|期|届|章|节|集|部|台|节|格|档|段|眼|手|线|顺位|志愿|人民|医院|中学|小学|实验|大道|城|阶段|梯队|印象|反应|年|月|周|日|场|份|包|盒|箱|瓶|只|双|把|本|首|道|口|杯|块|片|排|级|类|学期|感觉|要|先|选择|顺序|优先|责任|负责|财经|食品|现场|站|杀手|世界大战|二)/u

const firsts = ({ signs }: Reading): Hit[] => {
  const hits: Hit[] = []
  for (const found of signs.line.matchAll(/第[一1]|唯一/gu)) {
    const i = found.index
    const [char, next] = found[0]
    if ((signs.gap[i + 1] ?? 0) >= Kind.STOP) continue
    const ends = i + 2 >= signs.count || (signs.gap[i + 2] ?? 0) > 0
    const before = spelled(signs, i - 8, i)
    const after = spelled(signs, i + 2, i + 6)
    if (char === '第' && (next === '一' || next === '1')) {
      if (!BOAST_BEFORE.test(before) || (!ends && COUNTS.test(after))) continue
      hits.push(hit('ad.superlative', i, i + 2, '靠前'))
    } else if (char === '唯' && next === '一') {
      if (
        /^(?:码|性|标识|识别|编号|编码|的?(?:办法|方法|途径|方式|问题|缺点|不足|区别|不同|要求|条件|原因|凭证|联系|渠道|入口|遗憾|麻烦|建议|担心|好处|能做|可以|选项|区分|就是)|不同|不足|对应|确定|值|序列|id|不好|没有|缺|需要|要|能|可)/u.test(
          after,
        )
      )
        continue
      if (/不是$|并非$|不$|统一$/u.test(before)) continue
      hits.push(hit('ad.superlative', i, i + 2, '特别'))
    }
  }
  return hits
}

const ENGLISH: readonly (readonly [RegExp, string])[] = [
  [
    /\b(?:the )?(?:very )?best (?:\w+ ){0,2}(?:in|on) the (?:world|market|country|industry|internet|planet)\b/iu,
    'very good',
  ],
  [
    /\b(?:world|china|asia|industry)['’]?s (?:very )?(?:best|first|finest|no\.? ?1|number one|leading|greatest)\b/iu,
    'very good',
  ],
  [
    /\b(?:best quality|top quality in the world|world[- ]class|highest quality|best[- ]selling|world[- ]leading|finest quality)\b/iu,
    'good quality',
  ],
  [
    /(?:\bno\. ?1\b|\bnumber one\b|\bnumero uno\b|#1\b)(?! ?(?:of|item|step|question|\d|on your order|road|street))/iu,
    'popular',
  ],
  [
    /\b(?:lowest price(?:s)? (?:ever|in|on|anywhere|guaranteed)|cheapest (?:in|on|anywhere|ever)|unbeatable|unrivall?ed|one[- ]of[- ]a[- ]kind|unparalleled|matchless|second to none|the ultimate)\b/iu,
    'attractive',
  ],
  [
    /\b(?:100 ?% (?:effective|safe|guaranteed|natural|cure)|guaranteed to (?:work|cure|heal)|cures? (?:all|any|cancer|diabetes)|no side effects|risk[- ]free)\b/iu,
    'well liked',
  ],
]

const english = ({ signs }: Reading): Hit[] => {
  if (!/[a-z]{3}|#1/i.test(signs.text)) return []
  const hits: Hit[] = []
  // Seen through width and case; blanks must stand, so the folded text gets them back.
  let line = ''
  const places: number[] = []
  for (let i = 0; i < signs.count; i++) {
    const gap = signs.gap[i] ?? 0
    const drawn = signs.drawn[i] ?? 0
    if (gap > Kind.INVISIBLE) {
      const between =
        drawn === 0 || gap === Kind.LINE
          ? ' '
          : `${String.fromCharCode(drawn)}${gap >= Kind.BLANK && signs.text[(signs.from[i] ?? 1) - 1] === ' ' ? ' ' : ''}`
      for (const _ of between) places.push(i)
      line += between
    }
    places.push(i)
    line += charAt(signs, i)
  }
  for (const [pattern, instead] of ENGLISH) {
    const found = pattern.exec(line)
    if (!found) continue
    const from = places[found.index] ?? 0
    const to = (places[found.index + found[0].length - 1] ?? from) + 1
    hits.push(
      hit(/100|cure|effects|risk/.test(found[0]) ? 'ad.promise' : 'ad.superlative', from, to, instead),
    )
  }
  return hits
}

export const advertising: Detector = {
  rules: ['ad.superlative', 'ad.promise'],
  find: (reading) => {
    const { signs } = reading
    const hits: Hit[] = [...firsts(reading), ...english(reading)]
    const met = words.met(signs)
    const allowed = met.length + hits.length > 0 ? ALLOWED.met(signs) : []
    for (const { value, from, to } of met) hits.push(hit(value.rule, from, to, value.instead))
    return hits.filter(
      ({ from, to }) => !around(allowed, { from, to }).some((phrase) => phrase.to - phrase.from >= to - from),
    )
  },
}
