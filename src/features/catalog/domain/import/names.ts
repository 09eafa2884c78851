import { folded } from '../../../../shared/text.ts'
import type { CardSection } from '../product.ts'
import type { Target, TargetKind } from './mapping.ts'

/** What exports of shops and platforms call their columns; the surest first. */
const NAMES: Partial<Record<TargetKind, readonly string[]>> = {
  id: [
    '商品id',
    '商品编号',
    '商品编码',
    '宝贝id',
    '宝贝编号',
    '货号',
    '款号',
    '商家编码',
    'itemid',
    'productid',
    'goodsid',
    'iid',
    'spuid',
    'numiid',
    'wareid',
    'id',
    '编号',
    'code',
  ],
  title: [
    '商品标题',
    '商品名称',
    '宝贝标题',
    '宝贝名称',
    '标题',
    '名称',
    '品名',
    'title',
    'name',
    'productname',
    'goodsname',
    'itemname',
    'productname',
    '商品',
  ],
  category: [
    '类目',
    '商品类目',
    '分类',
    '商品分类',
    '类别',
    '品类',
    'category',
    'categoryname',
    'producttype',
  ],
  price: [
    '活动价',
    '现价',
    '售价',
    '销售价',
    '一口价',
    '价格',
    '单价',
    '商品价格',
    'lownowprice',
    'nowprice',
    'saleprice',
    'price',
    'lowprice',
    'pricefen',
    'pricecents',
    '标价',
    '吊牌价',
  ],
  stock: [
    '库存',
    '库存数量',
    '可售库存',
    '总库存',
    '数量',
    'totalstock',
    'stock',
    'quantity',
    'inventory',
    'qty',
  ],
  restockAt: [
    '到货时间',
    '补货时间',
    '预计到货',
    '到货日期',
    '补货日期',
    'restockat',
    'restock',
    'restockdate',
  ],
  labelOnly: ['只引用说明书', '药品', '保健品', '是否药品', 'labelonly'],
  url: ['商品链接', '宝贝链接', '链接', '网址', 'itemurl', 'producturl', 'canonical', 'url', 'link'],
  pictures: [
    '主图',
    '商品主图',
    '商品图片',
    '图片',
    'topimages',
    'images',
    'pictures',
    'picture',
    'image',
    'pics',
    'img',
    'imgs',
    'pic',
    'thumb',
  ],
  sizeChart: ['尺码表编号', '尺码表代码', 'sizechart', 'sizechartcode'],
  sizeTable: ['尺码表', '尺码对照', '尺码建议', '尺码推荐', 'sizetable', 'sizeguide', 'sizes', 'tables'],
  attributes: [
    '商品属性',
    '属性',
    '参数',
    '商品参数',
    '产品参数',
    '规格参数',
    'attributes',
    'attrs',
    'props',
    'properties',
    'params',
    'set',
    'itemparams',
  ],
  'sku.id': [
    'skuid',
    'sku编码',
    'sku编号',
    'sku',
    '规格编码',
    '规格id',
    'skucode',
    'xdskuid',
    'stockid',
    'variantid',
    'barcode',
  ],
  'sku.price': ['sku价格', '规格价格', 'skuprice', 'variantprice'],
  'sku.stock': ['sku库存', '规格库存', 'skustock', 'variantinventory'],
  'sku.restockAt': ['sku到货时间', 'skurestockat'],
  'sku.picture': ['sku图片', '规格图片', 'skuimage', 'skupicture', 'variantimage'],
  'sku.options': [
    '销售属性',
    '规格',
    '规格名称',
    'sku名称',
    'sku规格',
    'options',
    'spec',
    'specs',
    'skuname',
  ],
}

const OPTIONS: Record<string, readonly string[]> = {
  颜色: ['颜色', '颜色分类', '色号', 'color', 'colour'],
  尺码: ['尺码', '尺寸码', '码数', 'size'],
  款式: ['款式', '样式', 'style'],
  套餐: ['套餐', '套餐类型', 'bundle'],
}

const SECTIONS: Partial<Record<CardSection, readonly string[]>> = {
  'selling-points': ['卖点', '商品卖点', '亮点', 'sellingpoints', 'highlights'],
  people: ['适用人群', '适合人群', '人群', 'people', 'audience'],
  quality: ['品质', '质检', '正品保障', 'quality'],
  production: ['生产日期', '生产信息', '产地与生产', 'production', 'productiondate'],
  'shelf-life': ['保质期', '有效期', 'shelflife', 'expiry'],
  comfort: ['使用感受', '体验', '舒适度', 'comfort'],
  usage: ['使用方法', '用法', '用法用量', '使用说明', 'usage', 'directions', 'howtouse'],
  fears: ['常见顾虑', '顾虑', 'fears', 'concerns'],
  pains: ['痛点', '解决问题', 'pains'],
  without: ['不买的损失', 'without'],
}

/** Names that are an attribute whatever the file. */
const ATTRIBUTES = [
  '材质',
  '面料',
  '成分',
  '产地',
  '重量',
  '尺寸',
  '洗涤',
  '洗涤说明',
  '安全类别',
  '品牌',
  '型号',
  '净含量',
  '配料',
  '规格型号',
  '颜色分类',
  '厚度',
  '季节',
  '风格',
  '适用季节',
  '填充物',
  '里料',
  'material',
  'brand',
  'origin',
  'weight',
  'model',
]

/** Parents of a JSON value that hold the product itself, and those that hold something else of the page. */
const OWN = /item|goods|product|sku|spu|ware|info$/i
const OTHER =
  /shop|share|user|seller|rate|comment|recommend|coupon|promotion|installment|activity|live|pick|seo|insurance|banner/i

/** `价格（元）` is 价格: what stands in brackets is a unit or a remark. */
const bare = (name: string): string => folded(name.replace(/[(（【[].*$/u, ''))

interface Guess {
  target: Target
  /** How early its name stands: of two columns for one thing the lower is taken. */
  rank: number
}

const at = (names: readonly string[], name: string): number => names.findIndex((one) => folded(one) === name)

const guessOf = (name: string, ofSku: boolean, isPath: boolean): Guess | null => {
  const said = bare(name)
  const whole = folded(name)
  if (said === '') return null
  for (const [option, names] of Object.entries(OPTIONS)) {
    const rank = at(names, said)
    // In a page's own fields size and style are anything.
    if (rank >= 0 && (ofSku || !isPath)) return { target: { to: 'sku.option', name: option }, rank }
  }
  const plain: Partial<Record<TargetKind, TargetKind>> = ofSku
    ? {
        id: 'sku.id',
        price: 'sku.price',
        stock: 'sku.stock',
        restockAt: 'sku.restockAt',
        pictures: 'sku.picture',
      }
    : {}
  const found: Guess[] = []
  for (const [kind, names] of Object.entries(NAMES) as [TargetKind, readonly string[]][]) {
    const rank = Math.max(at(names, said), at(names, whole))
    const isOfSku = kind.startsWith('sku.')
    if (rank < 0) continue
    if (ofSku && !isOfSku && plain[kind] === undefined) continue
    if (!ofSku && isOfSku && isPath) continue
    // `skuId` in the list of SKUs is surer than `id`.
    found.push({ target: { to: plain[kind] ?? kind, name: '' }, rank: rank + (ofSku && !isOfSku ? 50 : 0) })
  }
  if (found.length > 0) return found.toSorted((a, b) => a.rank - b.rank)[0] ?? null
  if (ofSku) return null
  for (const [section, names] of Object.entries(SECTIONS)) {
    const rank = at(names, said)
    if (rank >= 0) return { target: { to: 'section', name: section }, rank }
  }
  return !isPath && at(ATTRIBUTES, said) >= 0
    ? {
        target: {
          to: 'attribute',
          name: name
            .replace(/[(（].*$/u, '')
            .trim()
            .slice(0, 40),
        },
        rank: 0,
      }
    : null
}

/** What a column of a file may hold, by its name. */
export interface Column {
  column: string
  /** Of the list of SKUs in a JSON document. */
  ofSku: boolean
  kind: 'scalar' | 'list' | 'object' | 'table'
}

/** What takes single values, and what takes more. */
const takes = (to: TargetKind, kind: Column['kind']): boolean =>
  kind === 'scalar'
    ? to !== 'attributes' && to !== 'sizeTable' && to !== 'sku.options'
    : kind === 'object'
      ? to === 'attributes' || to === 'sku.options'
      : kind === 'list'
        ? to === 'pictures'
        : to === 'sizeTable'

/** Targets that several columns may have. */
const shared: ReadonlySet<TargetKind> = new Set(['attribute', 'section', 'page', 'sku.option', 'attributes'])
const keyOf = ({ to, name }: Target): string => (named(to) ? `${to}:${name}` : to)
const named = (to: TargetKind): boolean =>
  to === 'attribute' || to === 'section' || to === 'page' || to === 'sku.option'

/**
 * The columns by what they hold, from their names (specs/catalog.md CAT-31). Of several that could be one thing, the one
 * whose name is surer and whose place in the document is nearer to the product. `titleOf` gives the name a page itself
 * has for a field of its SKUs.
 */
export const guessColumns = (
  columns: readonly Column[],
  isJson: boolean,
  titleOf: (column: string) => string | null = () => null,
): Map<string, Target> => {
  const best = new Map<string, { column: string; target: Target; cost: number }>()
  const tables = columns.map(({ column }) => guessOf(column, false, false)?.target.to)
  // In a table of SKUs, price and stock are the SKU's.
  const hasSkus =
    !isJson && tables.some((to) => to === 'sku.id' || to === 'sku.option' || to === 'sku.options')
  for (const [order, { column, ofSku, kind }] of columns.entries()) {
    const steps = column.split('.')
    const name = isJson ? (steps.at(-1) ?? column).replace(/^.*\[\]$/u, '') : column
    const guess = guessOf(name, ofSku, isJson)
    if (!guess) continue
    let { target } = guess
    if (hasSkus && target.to === 'price') target = { to: 'sku.price', name: '' }
    if (hasSkus && target.to === 'stock') target = { to: 'sku.stock', name: '' }
    const title = target.to === 'sku.option' ? titleOf(column) : null
    if (title !== null) target = { ...target, name: title.slice(0, 40) }
    if (isJson && !takes(target.to, kind)) continue
    const parents = steps.slice(0, -1).join('.')
    const cost =
      guess.rank * 2 +
      (isJson ? (OTHER.test(parents) ? 100 : 0) + (OWN.test(parents) ? 0 : 5) + steps.length * 3 : 0) +
      order / 10_000
    const key = keyOf(target)
    const before = best.get(key)
    if (shared.has(target.to) && (target.to === 'sku.option' ? isJson : !isJson))
      best.set(`${key} ${column}`, { column, target, cost })
    else if (!before || cost < before.cost) best.set(key, { column, target, cost })
  }
  return new Map([...best.values()].map(({ column, target }) => [column, target]))
}

/** How many columns of a row of cells are known: by it a table finds its header. */
export const knownColumns = (columns: readonly string[]): number =>
  guessColumns(
    columns.map((column) => ({ column, ofSku: false, kind: 'scalar' as const })),
    false,
  ).size
