import type { Chance } from '../routing/random.ts'

/** A way of disguising; null where it changes nothing of this text. */
export interface Method {
  name: string
  apply(text: string, chance: Chance): string | null
}

type Pick = readonly [string, ...string[]]

/** Each character through a table; null where none was in it. */
const by = (name: string, table: Readonly<Record<string, string | Pick>>, share = 1): Method => ({
  name,
  apply: (text, chance) => {
    let changed = false
    const now = [...text].map((char) => {
      const to = table[char] ?? table[char.toLowerCase()]
      if (to === undefined || (share < 1 && chance.next() > share)) return char
      changed = true
      return typeof to === 'string' ? to : chance.pick(to)
    })
    return changed ? now.join('') : null
  },
})

const row = (from: string, to: readonly string[]): Record<string, string> =>
  Object.fromEntries([...from].map((char, i) => [char, to[i] ?? char]))
const block = (from: string, first: number): Record<string, string> =>
  row(
    from,
    [...from].map((_, i) => String.fromCodePoint(first + i)),
  )

const DIGITS = '0123456789'
const LETTERS = 'abcdefghijklmnopqrstuvwxyz'

/** Something between all characters, or some. */
const between = (name: string, things: Pick, share = 1): Method => ({
  name,
  apply: (text, chance) => {
    const chars = [...text]
    if (chars.length < 2) return null
    let changed = false
    const now = chars.map((char, i) => {
      if (i === chars.length - 1 || (share < 1 && chance.next() > share)) return char
      changed = true
      return char + chance.pick(things)
    })
    if (!changed) now[0] = `${now[0]}${chance.pick(things)}`
    return now.join('')
  },
})
/** The same thing between all characters. */
const same = (name: string, things: Pick): Method => ({
  name,
  apply: (text, chance) => ([...text].length < 2 ? null : [...text].join(chance.pick(things))),
})

const words = (name: string, table: Readonly<Record<string, Pick>>): Method => ({
  name,
  apply: (text, chance) => {
    let now = text
    for (const [word, to] of Object.entries(table))
      if (now.includes(word)) now = now.replaceAll(word, chance.pick(to))
    return now === text ? null : now
  },
})

/** Rows of digits alone: what works on numbers is not for words. */
const onDigits = (name: string, apply: (digits: string, chance: Chance) => string): Method => ({
  name,
  apply: (text, chance) => {
    const now = text.replace(/\d{5,}/g, (digits) => apply(digits, chance))
    return now === text ? null : now
  },
})

const PINYIN: Readonly<Record<string, string>> = {
  微: 'wei',
  信: 'xin',
  淘: 'tao',
  宝: 'bao',
  天: 'tian',
  猫: 'mao',
  京: 'jing',
  东: 'dong',
  抖: 'dou',
  音: 'yin',
  小: 'xiao',
  红: 'hong',
  书: 'shu',
  闲: 'xian',
  鱼: 'yu',
  快: 'kuai',
  手: 'shou',
  支: 'zhi',
  付: 'fu',
  转: 'zhuan',
  账: 'zhang',
  返: 'fan',
  现: 'xian',
  好: 'hao',
  评: 'ping',
  二: 'er',
  维: 'wei',
  码: 'ma',
  扣: 'kou',
  加: 'jia',
  我: 'wo',
}
const HOMOPHONE: Readonly<Record<string, Pick>> = {
  微: ['薇', '徽', '葳', '巍', '崴'],
  信: ['芯', '馨', '鑫', '伈', '欣'],
  淘: ['陶', '桃', '萄', '掏'],
  宝: ['葆', '煲', '鲍', '堡'],
  猫: ['喵', '茅', '锚'],
  京: ['惊', '晶', '菁', '鲸'],
  东: ['冬', '咚', '岽'],
  抖: ['斗', '陡', '蚪'],
  音: ['茵', '荫', '殷'],
  红: ['虹', '宏', '泓'],
  书: ['舒', '淑', '姝'],
  闲: ['娴', '咸', '贤'],
  支: ['枝', '芝', '吱'],
  付: ['傅', '附', '芙'],
  转: ['砖', '撰', '赚'],
  账: ['帐', '胀', '仗'],
  返: ['反', '贩', '泛'],
  现: ['陷', '宪', '羡'],
  评: ['坪', '萍', '苹'],
  维: ['唯', '惟', '薇'],
  码: ['玛', '蚂', '犸'],
  扣: ['寇', '蔻', '抠'],
  加: ['佳', '嘉', '珈'],
}
const NUMERALS = row(DIGITS, [...'零一二三四五六七八九'])
const FORMAL = row(DIGITS, [...'零壹贰叁肆伍陆柒捌玖'])
const RADIO = row(DIGITS, [...'洞幺两三四五六拐八勾'])
const SPOKEN = row(DIGITS, ['ling', 'yi', 'er', 'san', 'si', 'wu', 'liu', 'qi', 'ba', 'jiu'])
const ENGLISH = row(DIGITS, ['zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine'])
const ALIKE: Readonly<Record<string, Pick>> = {
  0: ['灵', '铃', '另'],
  1: ['医', '衣', '要', '妖'],
  2: ['儿', '而', '尔'],
  3: ['伞', '散'],
  4: ['思', '丝', '司'],
  5: ['舞', '午', '武'],
  6: ['柳', '流', '留'],
  7: ['期', '妻', '棋'],
  8: ['吧', '爸', '巴'],
  9: ['酒', '久', '旧'],
}
const CYRILLIC: Record<string, string> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  i: 'і',
  k: 'к',
  m: 'м',
  t: 'т',
  h: 'һ',
  b: 'Ь',
  w: 'ѡ',
  v: 'ѵ',
  s: 'ѕ',
  j: 'ј',
  q: 'ԛ',
}
const GREEK: Record<string, string> = {
  a: 'α',
  e: 'ε',
  o: 'ο',
  p: 'ρ',
  x: 'χ',
  i: 'ι',
  k: 'κ',
  t: 'τ',
  v: 'ν',
  u: 'υ',
  y: 'γ',
  n: 'η',
  w: 'ω',
}
const TRADITIONAL: Record<string, string> = {
  宝: '寶',
  猫: '貓',
  东: '東',
  红: '紅',
  书: '書',
  闲: '閒',
  鱼: '魚',
  转: '轉',
  账: '賬',
  现: '現',
  评: '評',
  维: '維',
  码: '碼',
  银: '銀',
}
const SPLIT: Record<string, string> = {
  信: '亻言',
  淘: '氵匋',
  宝: '宀玉',
  猫: '犭苗',
  红: '纟工',
  付: '亻寸',
  转: '车专',
  账: '贝长',
  扣: '扌口',
  码: '石马',
  加: '力口',
  快: '忄夬',
  抖: '扌斗',
  评: '讠平',
  现: '王见',
  维: '纟隹',
  京: '亠口小',
  天: '一大',
  好: '女子',
  返: '辶反',
}
const EMOJI: Record<string, string> = {
  信: '✉',
  加: '➕',
  淘: '🍑',
  猫: '🐱',
  鱼: '🐟',
  码: '🐎',
  书: '📖',
  手: '✋',
  音: '🎵',
  机: '📱',
  话: '📞',
}

const combining = ['\u0336', '\u0332', '\u0301', '\u20dd', '\u0489'] as const

export const methods: readonly Method[] = [
  // width and drawing
  by('full width', { ...block(DIGITS, 0xff10), ...block(LETTERS, 0xff41), '.': '．', '@': '＠' }),
  by('full width, some', { ...block(DIGITS, 0xff10), ...block(LETTERS, 0xff41) }, 0.5),
  by('circled', { ...row(DIGITS, [...'⓪①②③④⑤⑥⑦⑧⑨']), ...block(LETTERS, 0x24d0) }),
  by('circled, dark', { ...row(DIGITS, [...'⓿❶❷❸❹❺❻❼❽❾']), ...block(LETTERS, 0x1f150) }),
  by('double circled', row(DIGITS, [...'⓪⓵⓶⓷⓸⓹⓺⓻⓼⓽'])),
  by('in parentheses', { ...row(DIGITS, [...'0⑴⑵⑶⑷⑸⑹⑺⑻⑼']), ...block(LETTERS, 0x249c) }),
  by('with full stops', row(DIGITS, [...'🄀⒈⒉⒊⒋⒌⒍⒎⒏⒐'])),
  by(
    'keycaps',
    row(
      DIGITS,
      [...DIGITS].map((d) => `${d}\ufe0f\u20e3`),
    ),
  ),
  by('superscript', { ...row(DIGITS, [...'⁰¹²³⁴⁵⁶⁷⁸⁹']) }),
  by('subscript', row(DIGITS, [...'₀₁₂₃₄₅₆₇₈₉'])),
  by('mathematical bold', { ...block(DIGITS, 0x1d7ce), ...block(LETTERS, 0x1d41a) }),
  by('mathematical script', { ...block(DIGITS, 0x1d7d8), ...block(LETTERS, 0x1d4ea) }),
  by('mathematical fraktur', { ...block(DIGITS, 0x1d7f6), ...block(LETTERS, 0x1d586) }),
  by('double struck', { ...block(DIGITS, 0x1d7d8), ...block(LETTERS, 0x1d552) }),
  by('squared', { ...block(LETTERS, 0x1f130) }),
  by('flags', {
    ...row(
      LETTERS,
      [...LETTERS].map((_, i) => `${String.fromCodePoint(0x1f1e6 + i)}\u200b`),
    ),
  }),
  by('Roman numerals', row(DIGITS, [...'0ⅠⅡⅢⅣⅤⅥⅦⅧⅨ'])),
  by('dice', row(DIGITS, [...'0⚀⚁⚂⚃⚄⚅789'])),
  by('clocks', row(DIGITS, ['0', ...'🕐🕑🕒🕓🕔🕕🕖🕗🕘'])),
  by('braille', row(DIGITS, [...'⠚⠁⠃⠉⠙⠑⠋⠛⠓⠊'])),
  by('turned', row(DIGITS, [...'0ƖᄅƐㄣϛ9ㄥ8 6'.replace(' ', '')])),
  // other scripts
  by('Arabic digits', block(DIGITS, 0x660)),
  by('Thai digits', block(DIGITS, 0xe50)),
  by('Devanagari digits', block(DIGITS, 0x966)),
  by('Suzhou numerals', row(DIGITS, [...'〇〡〢〣〤〥〦〧〨〩'])),
  by('Cyrillic', CYRILLIC),
  by('Greek', GREEK),
  by('accents', row(LETTERS, [...'áƀćďéƒǵĥíǰķĺḿńóṕqŕśťúṽẃẍýź'])),
  {
    name: 'mixed case',
    apply: (t, c) =>
      /[a-z]/i.test(t)
        ? [...t].map((x) => (c.next() < 0.5 ? x.toUpperCase() : x.toLowerCase())).join('')
        : null,
  },
  // numerals in words
  by('Chinese numerals', NUMERALS),
  by('Chinese numerals, some', NUMERALS, 0.5),
  by('formal numerals', FORMAL),
  by('radio numerals', RADIO),
  by('numerals in circles', row(DIGITS, [...'〇㊀㊁㊂㊃㊄㊅㊆㊇㊈'])),
  onDigits('numerals spelled in pinyin', (d) => [...d].map((x) => SPOKEN[x]).join(' ')),
  onDigits('numerals in English', (d) => [...d].map((x) => ENGLISH[x]).join(' ')),
  onDigits('numerals that sound alike', (d, c) =>
    d.length === 11
      ? [...d].map((x) => c.pick(ALIKE[x] ?? [x])).join('')
      : [...d].map((x) => NUMERALS[x]).join(''),
  ),
  onDigits('letters for digits', (d) => d.replaceAll('0', 'O').replaceAll('1', 'l')),
  onDigits('grouped with words', (d) => d.replace(/^(.{3})(.{4})/, '$1然后$2再')),
  onDigits('grouped', (d, c) =>
    d.replace(
      /^(.{3})(.{4})/,
      `$1${c.pick(['-', ' ', '.', '—', '_', '/'])}$2${c.pick(['-', ' ', '.', '*'])}`,
    ),
  ),
  onDigits('filled with 啊', (d) => (d.length === 11 ? [...d].join('啊') : [...d].join(' '))),
  onDigits('mixed drawings', (d, c) =>
    [...d]
      .map((x) =>
        c.pick([
          x,
          NUMERALS[x] ?? x,
          `${x}\ufe0f\u20e3`,
          String.fromCodePoint(0xff10 + Number(x)),
          FORMAL[x] ?? x,
        ]),
      )
      .join(''),
  ),
  onDigits('with +86', (d) =>
    d.length === 11 && d.startsWith('1') ? `+86 ${d}` : `${d.slice(0, 3)} ${d.slice(3)}`,
  ),
  onDigits('backwards', (d) => (d.length === 11 && d.startsWith('1') ? [...d].reverse().join('') : d)),
  // strewn in between
  same('blanks', [' ', '  ', '\u3000']),
  between('blanks, some', [' '], 0.4),
  same('zero width', ['\u200b', '\u200d', '\u2060', '\ufeff', '\u00ad']),
  same('punctuation', ['*', '-', '_', '~', '|', '/', '、', '·', '#', '^', '=']),
  between('punctuation, mixed', ['*', '-', '~', '|', '/', '#', '&', '^', '…', '」']),
  same('sentence marks', ['，', '。', '！', ',']),
  between('emoji', ['🌹', '😊', '👉', '✨', '🔥', '💯', '🎁', '🈶']),
  between('hearts and stars', ['❤', '⭐', '★', '♥']),
  same('ornaments', ['丶', '丨', '灬', '彡', '゛']),
  same('brackets', ['】【', ')(', '」「', '>']),
  same('lines', ['\n', '\r\n']),
  between('tags', ['<b></b>', '<!-- -->', '<i>', '</span>']),
  between('combining marks', combining),
  by('entities', Object.fromEntries([...`${DIGITS}${LETTERS}`].map((x) => [x, `&#${x.charCodeAt(0)};`]))),
  { name: 'reversed by direction marks', apply: (t) => `\u202d${t}\u202c` },
  // characters for characters
  by('pinyin', PINYIN),
  by('pinyin, some', PINYIN, 0.5),
  {
    name: 'pinyin, apart',
    apply: (t) =>
      /[微信淘宝天猫京东抖音红书闲鱼支付转账]/u.test(t)
        ? [...t]
            .map((x) => (PINYIN[x] ? `${PINYIN[x]} ` : x))
            .join('')
            .trim()
        : null,
  },
  by('homophones', HOMOPHONE),
  by('homophones, some', HOMOPHONE, 0.6),
  by('split', SPLIT),
  by('split, some', SPLIT, 0.6),
  by('traditional', TRADITIONAL),
  by('pictures', EMOJI),
  words('trade slang', {
    微信: ['V信', 'vx', 'wx', 'VX', '薇❤', 'v❤', 'V芯', '徽信', 'wei信', '绿泡泡', 'W信'],
    QQ: ['扣扣', '企鹅', 'q q', 'Q Q', '🐧'],
    淘宝: ['某宝', 'tb', '🍑宝', 't宝', '掏寳'],
    天猫: ['某猫', '天🐱', 'tmall'],
    京东: ['某东', 'jd', '狗东'],
    抖音: ['某音', 'douyin', 'd音'],
    小红书: ['xhs', '小红薯', '某书', '小📕'],
    闲鱼: ['咸鱼', '某鱼', '闲🐟'],
    快手: ['ks', 'kuaishou'],
    支付宝: ['zfb', '支付寶', '支fu宝'],
    转账: ['转帐', '砖账', '转zhang'],
    二维码: ['二维🐎', '2维码', '二wei码'],
    好评: ['hao评', '好坪'],
    返现: ['反现', 'fan现'],
    扣扣: ['叩叩', 'kou kou', 'Q'],
  }),
  words('dots in words', { '.': ['点', ' 点 ', '。', '。', '(dot)', ' dot ', '[.]', '·'] }),
  words('at in words', { '@': ['艾特', '(at)', ' at ', '[at]', '＠', '#at#'] }),
  {
    name: 'addresses with http',
    apply: (t) => (/^[a-z0-9.]+\.[a-z]+$/.test(t) ? `https://${t}/item?id=1` : null),
  },
  {
    name: 'backwards words',
    apply: (t) =>
      ['微信', '淘宝', '天猫', '支付宝', '小红书', '闲鱼', '抖音', '二维码', '加微信'].includes(t)
        ? [...t].reverse().join('')
        : null,
  },
]
