import { type Product, plainProduct } from '../../src/features/catalog/domain/product.ts'
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

/** An address of the own site has no place in a marketplace's chat, so the products of that shop have none. */
export const productsOf = (shop: ShopName): Product[] =>
  rows.map(([id, title, priceFen, stock, attributes]) =>
    plainProduct({
      id,
      title,
      priceFen,
      stock,
      attributes,
      url: shop === 'site' ? `https://lubai.example/item/${id}` : null,
    }),
  )
