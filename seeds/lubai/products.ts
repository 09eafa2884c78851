import { sizesIn } from '../../src/features/catalog/domain/import/sizes.ts'
import { type Product, plainProduct, type Sku } from '../../src/features/catalog/domain/product.ts'
import type { SizeChart } from '../../src/features/catalog/domain/size.ts'
import { DAY, type Instant } from '../../src/shared/time.ts'
import type { ShopName } from '../script.ts'

const wash = '30 ℃ 以下洗衣袋机洗，深浅分开，不漂白，低温烘干'
const bed15 = '适合 1.5 米床；被套 200×230 cm，床单 230×250 cm，枕套 48×74 cm 两只'
const bed18 = '适合 1.8 米床；被套 220×240 cm，床单 250×270 cm，枕套 48×74 cm 两只'
const women =
  'S：身高 150–160 cm、40–50 kg；M：158–166 cm、48–58 kg；L：164–172 cm、56–66 kg；XL：170–178 cm、64–74 kg'
const men =
  'M：身高 163–170 cm、52–63 kg；L：168–176 cm、62–73 kg；XL：174–182 cm、72–83 kg；XXL：180–188 cm、82–93 kg'
const bag = '洗护袋 1 个'

type Row = [id: string, title: string, priceFen: number, stock: number, attributes: Record<string, string>]

const rows: Row[] = [
  [
    'LB-S15',
    '水洗棉四件套 芦苇灰 1.5 米床',
    32900,
    186,
    { 材质: '全棉水洗布，40 支', 尺寸: bed15, 安全类别: 'B 类（直接接触皮肤）', 洗涤: wash, 赠品: bag },
  ],
  [
    'LB-S18',
    '水洗棉四件套 芦苇灰 1.8 米床',
    35900,
    142,
    { 材质: '全棉水洗布，40 支', 尺寸: bed18, 安全类别: 'B 类（直接接触皮肤）', 洗涤: wash, 赠品: bag },
  ],
  [
    'LB-B18',
    '水洗棉四件套 海盐蓝 1.8 米床',
    35900,
    0,
    {
      材质: '全棉水洗布，40 支',
      尺寸: bed18,
      安全类别: 'B 类（直接接触皮肤）',
      洗涤: wash,
      赠品: bag,
      到货: '补货中，可在商品页登记到货提醒',
    },
  ],
  [
    'LB-L18',
    '亚麻棉四件套 燕麦色 1.8 米床',
    56900,
    37,
    { 材质: '亚麻 55 %、棉 45 %', 尺寸: bed18, 安全类别: 'B 类（直接接触皮肤）', 洗涤: wash, 赠品: bag },
  ],
  [
    'LB-K12',
    '儿童全棉三件套 小芦苇 1.2 米床',
    26900,
    64,
    {
      材质: '全棉斜纹，60 支',
      尺寸: '适合 1.2 米床；被套 150×200 cm，床单 180×230 cm，枕套 40×60 cm 一只',
      安全类别: 'A 类（婴幼儿用品）',
      洗涤: wash,
      赠品: bag,
    },
  ],
  [
    'LB-Q20',
    '大豆纤维春秋被 200×230 cm',
    23900,
    95,
    {
      材质: '面料全棉，填充大豆蛋白复合纤维',
      尺寸: '200×230 cm',
      填充重量: '1.8 kg',
      洗涤: '干洗或晾晒，不可机洗',
    },
  ],
  [
    'LB-Q22',
    '大豆纤维春秋被 220×240 cm',
    26900,
    71,
    {
      材质: '面料全棉，填充大豆蛋白复合纤维',
      尺寸: '220×240 cm',
      填充重量: '2.1 kg',
      洗涤: '干洗或晾晒，不可机洗',
    },
  ],
  [
    'LB-P01',
    '荞麦壳枕 可调高 48×74 cm',
    8900,
    210,
    { 材质: '外套全棉，填充荞麦壳', 高度: '8–12 cm，拉链口可增减填充', 洗涤: '外套可拆机洗，枕芯晾晒' },
  ],
  [
    'LB-P02',
    '天然乳胶枕 60×40 cm',
    16900,
    58,
    {
      材质: '外套全棉，枕芯天然乳胶',
      高度: '前高 10 cm、后高 8 cm',
      洗涤: '外套可拆机洗，枕芯不可水洗、不可暴晒',
    },
  ],
  [
    'LB-T03',
    '长绒棉毛巾 三条装',
    5900,
    320,
    { 材质: '全棉，长绒棉', 尺寸: '34×75 cm', 克重: '110 g／条', 洗涤: wash },
  ],
  [
    'LB-W01',
    '双层纱家居服套装 女款 雾粉',
    18900,
    133,
    { 材质: '全棉双层纱', 尺码: women, 安全类别: 'B 类（直接接触皮肤）', 洗涤: wash },
  ],
  [
    'LB-M01',
    '双层纱家居服套装 男款 石墨',
    19900,
    88,
    { 材质: '全棉双层纱', 尺码: men, 安全类别: 'B 类（直接接触皮肤）', 洗涤: wash },
  ],
  [
    'LB-G01',
    '安睡礼盒 毛巾两条与洗护袋',
    9900,
    46,
    {
      内含: '长绒棉毛巾 2 条、洗护袋 1 个、贺卡 1 张',
      尺寸: '盒 32×24×10 cm',
      说明: '贺卡文字可在下单时写在备注里',
    },
  ],
]

/** The sizes that the pages tell in words, as charts. */
export const charts: SizeChart[] = [
  { code: 'women', name: '女款家居服', note: '版型宽松，喜欢合身的可以选小一码', sizes: sizesIn(women) },
  { code: 'men', name: '男款家居服', note: '版型宽松，裤腰有抽绳', sizes: sizesIn(men) },
]

const cottonWashed: Product['sections'] = {
  'selling-points': '水洗过的全棉布，起初就柔软，不用熨烫；被套内有八处系带，被芯不跑位。',
  people: '喜欢柔软、自然褶皱的人；一家人都可以用，婴儿请选 A 类的儿童款。',
  quality: '每批布有出厂质检报告，需要时可以找客服索取；支持七天无理由退货。',
  comfort: '布面微皱，贴身不滑，四季可用；透气，夏天不闷。',
  usage: '先洗一次再铺；铺好后把四角系带系在被芯上。',
  fears:
    '深浅分开洗，不会明显褪色；水洗布已经预缩，再洗的缩水率在 3 % 以内；自然褶皱是这种布的样子，抖平晾干即可。',
  pains: '被芯在被套里成团；新床品发硬；洗后要熨烫。',
}
const linen: Product['sections'] = {
  'selling-points': '亚麻与棉混织，吸湿快、干得快；越洗越软。',
  people: '怕热、喜欢干爽触感的人。',
  quality: '每批布有出厂质检报告，需要时可以找客服索取；支持七天无理由退货。',
  comfort: '触感干爽，新的时候略挺，洗两三次后变软；透气。',
  usage: '先洗一次再铺；铺好后把四角系带系在被芯上。',
  fears: '亚麻会起皱，抖平晾干即可；水洗后缩水率在 4 % 以内；浅色，不会明显褪色。',
}
const quilt: Product['sections'] = {
  'selling-points': '大豆蛋白复合纤维填充，蓬松轻软；四角有系带扣，可以固定在被套里。',
  people: '春秋两季，或夏天开空调时用；冬天室内有暖气的也合适。',
  comfort: '轻，贴身，不压身；透气。',
  usage: '收到后晾晒两小时再用；套上被套，把系带扣在被套四角。',
  fears: '填充的是纤维，不会钻绒；绗缝成格，正常使用不易结团；刚拆封可能有一点包装的异味，通风一天就散。',
  quality: '面料和填充物都有出厂质检报告，需要时可以找客服索取。',
}
const pyjamas: Product['sections'] = {
  'selling-points': '两层纱布织在一起，轻而不透；裤腰有抽绳，可以自己调松紧。',
  people: '居家、睡觉、出门取快递都可以穿；孕期也可以选大一码。',
  comfort: '柔软透气，不闷；洗后会更软。',
  quality: '达到 B 类（直接接触皮肤）要求，支持七天无理由退货。',
  fears: '双层纱洗后会自然起皱，缩水率在 3 % 以内；深色请单独洗前两次，会有一点浮色，不会明显褪色。',
  usage: '上身前先清水洗一遍。',
}

interface More {
  category: string
  sections?: Product['sections']
  attributes?: Record<string, string>
  sizeChart?: string
  /** Size and pieces; the colour is the same in all. */
  sizes?: { colour: string; stock: Record<string, number> }
  relations?: Product['relations']
  /** Days from the first start until there is more of what is sold out. */
  backIn?: number
}
const similar = (product: string, why: string) => ({ kind: 'similar' as const, product, why })
const beside = (product: string, why: string) => ({ kind: 'complementary' as const, product, why })
const better = (product: string, why: string) => ({ kind: 'better' as const, product, why })
const nantong = { 产地: '江苏南通' }

const cards: Record<string, More> = {
  'LB-S15': {
    ...{ category: '床品套件', sections: cottonWashed, attributes: nantong },
    relations: [
      beside('LB-Q20', '200×230 cm 的被芯正好配这套被套'),
      beside('LB-P01', '枕套正好合 48×74 cm 的枕头'),
      similar('LB-S18', '同款 1.8 米床'),
    ],
  },
  'LB-S18': {
    ...{ category: '床品套件', sections: cottonWashed, attributes: nantong },
    relations: [
      beside('LB-Q22', '220×240 cm 的被芯正好配这套被套'),
      beside('LB-P01', '枕套正好合 48×74 cm 的枕头'),
      better('LB-L18', '亚麻与棉混织，更透气干爽'),
      similar('LB-B18', '同款海盐蓝'),
    ],
  },
  'LB-B18': {
    ...{ category: '床品套件', sections: cottonWashed, attributes: nantong, backIn: 6 },
    relations: [
      similar('LB-S18', '同款芦苇灰，现在有货'),
      beside('LB-Q22', '220×240 cm 的被芯正好配这套被套'),
    ],
  },
  'LB-L18': {
    ...{ category: '床品套件', sections: linen, attributes: nantong },
    relations: [beside('LB-Q22', '220×240 cm 的被芯正好配这套被套'), similar('LB-S18', '全棉水洗布，更柔软')],
  },
  'LB-K12': {
    category: '床品套件',
    attributes: nantong,
    sections: {
      'selling-points': '60 支全棉斜纹，布面细腻；印花用活性染料，洗后不发硬。',
      people: '儿童床、上下铺；达到 A 类要求，婴幼儿也可以用。',
      quality: '达到 A 类（婴幼儿用品）要求，每批有出厂质检报告。',
      fears: '活性印花不会明显褪色；缩水率在 3 % 以内。',
      usage: '先洗一次再铺；1.2 米床用，加高的床垫请先量厚度，20 cm 以内都能包住。',
    },
    relations: [beside('LB-T03', '同样是全棉，给孩子擦脸洗澡用')],
  },
  'LB-Q20': {
    ...{ category: '被子', sections: quilt, attributes: nantong },
    relations: [
      beside('LB-S15', '被套 200×230 cm，正好配这条被子'),
      similar('LB-Q22', '同款 220×240 cm，配 1.8 米床'),
    ],
  },
  'LB-Q22': {
    ...{ category: '被子', sections: quilt, attributes: nantong },
    relations: [
      beside('LB-S18', '被套 220×240 cm，正好配这条被子'),
      similar('LB-Q20', '同款 200×230 cm，配 1.5 米床'),
    ],
  },
  'LB-P01': {
    category: '枕头',
    sections: {
      'selling-points': '荞麦壳填充，高度可以自己增减；透气，夏天不闷。',
      people: '喜欢偏硬、要自己调高度的人。',
      comfort: '偏硬，有一点沙沙声，三五天习惯。',
      usage: '拉开侧边拉链，倒出或加入荞麦壳，调到平躺时舒服的高度；每月晾晒一次枕芯。',
      fears: '荞麦壳经过高温处理；保持干燥、按月晾晒，不易生虫发霉。',
      production: '生产日期在枕芯侧标上，仓库按批次先进先出。',
      'shelf-life': '荞麦壳建议每两年更换一次。',
    },
    relations: [
      better('LB-P02', '天然乳胶，软而回弹，没有沙沙声'),
      beside('LB-S18', '四件套的枕套正好合这个尺寸'),
    ],
  },
  'LB-P02': {
    category: '枕头',
    attributes: { 产地: '泰国乳胶，江苏南通制成' },
    sections: {
      'selling-points': '天然乳胶一体发泡，回弹快；前后两个高度，翻面就能换。',
      people: '喜欢软而有支撑的人；对乳胶过敏的请不要选。',
      comfort: '软，回弹快，没有声音。',
      usage: '拆封后通风两天再用；枕芯不水洗、不暴晒，外套可以拆下机洗。',
      fears: '新乳胶有淡淡的奶味，通风几天就散；正常使用不易塌，避免暴晒；枕芯放在通风处，不易发霉。',
      production: '生产日期在枕芯侧标上，仓库按批次先进先出。',
      'shelf-life': '避光使用，建议三到五年更换。',
    },
    relations: [similar('LB-P01', '荞麦壳，偏硬，可以调高度')],
  },
  'LB-T03': {
    category: '毛巾',
    sections: {
      'selling-points': '长绒棉，吸水快，三条装。',
      comfort: '厚实柔软，用几次后更吸水。',
      usage: '先清水洗两遍再用，去掉浮毛。',
      fears: '头两次会有少量浮毛，属正常，洗两遍后就少了；不会明显褪色。',
    },
    relations: [similar('LB-G01', '两条毛巾加洗护袋，带贺卡，送人用')],
  },
  'LB-W01': {
    ...{ category: '家居服', sections: pyjamas, sizeChart: 'women', backIn: 4 },
    sizes: { colour: '雾粉', stock: { S: 41, M: 58, L: 34, XL: 0 } },
    relations: [beside('LB-M01', '同面料的男款，可以配成一对')],
  },
  'LB-M01': {
    ...{ category: '家居服', sections: pyjamas, sizeChart: 'men' },
    sizes: { colour: '石墨', stock: { M: 20, L: 36, XL: 24, XXL: 8 } },
    relations: [beside('LB-W01', '同面料的女款，可以配成一对')],
  },
  'LB-G01': {
    category: '礼盒',
    sections: { people: '送长辈、同事、新搬家的朋友。', usage: '要写贺卡的，下单时把文字写在备注里。' },
    relations: [similar('LB-T03', '只要毛巾的话，三条装更合算')],
  },
}

/** The SKUs of a product that is sold in sizes: the same price in each. */
const skusOf = (id: string, priceFen: number, { sizes }: More, restockAt: number | null): Sku[] =>
  Object.entries(sizes?.stock ?? {}).map(([size, stock]) => ({
    id: `${id}-${size}`,
    options: { 颜色: sizes?.colour ?? '', 尺码: size },
    ...{ priceFen, stock, picture: null, restockAt: stock === 0 ? restockAt : null },
  }))

/**
 * The products of a shop; what is sold out comes back some days after `now`, at noon of the shop. An address of the own site
 * has no place in a marketplace's chat, so the products of that shop have none.
 */
export const productsOf = (shop: ShopName, now: Instant = 0): Product[] =>
  rows.map(([id, title, priceFen, stock, attributes]) => {
    const more: More = cards[id] ?? { category: '' }
    const restockAt =
      more.backIn === undefined ? null : Math.floor(now / DAY) * DAY + more.backIn * DAY + DAY / 6
    return plainProduct({
      ...{ id, title, priceFen, stock, category: more.category },
      attributes: { ...attributes, ...more.attributes },
      sections: more.sections ?? {},
      skus: skusOf(id, priceFen, more, restockAt),
      sizeChart: more.sizeChart ?? null,
      relations: more.relations ?? [],
      restockAt: stock === 0 ? restockAt : null,
      url: shop === 'site' ? `https://lubai.example/item/${id}` : null,
    })
  })
