import type { Product } from '../../catalog/contract.ts'

type Page = Pick<Product, 'title' | 'attributes'>

const wash = 'Machine wash in a laundry bag up to 30 °C, tumble dry low'
const washed = 'Washed cotton, 40s yarn'

/** The seeded shop's products for English readers; a catalogue holds one language. */
const pages: Record<string, Page> = {
  'LB-S15': {
    title: 'Washed cotton bedding set, reed grey, 1.5 m bed',
    attributes: { Fabric: washed, Fits: 'Duvet 200×230 cm, sheet 230×250 cm, two pillowcases', Care: wash },
  },
  'LB-S18': {
    title: 'Washed cotton bedding set, reed grey, 1.8 m bed',
    attributes: { Fabric: washed, Fits: 'Duvet 220×240 cm, sheet 250×270 cm, two pillowcases', Care: wash },
  },
  'LB-B18': {
    title: 'Washed cotton bedding set, sea-salt blue, 1.8 m bed',
    attributes: { Fabric: washed, Fits: 'Duvet 220×240 cm, sheet 250×270 cm, two pillowcases', Care: wash },
  },
  'LB-L18': {
    title: 'Linen and cotton bedding set, oat, 1.8 m bed',
    attributes: { Fabric: '55 % linen, 45 % cotton', Fits: 'Duvet 220×240 cm, sheet 250×270 cm', Care: wash },
  },
  'LB-K12': {
    title: 'Children’s cotton set “Little Reed”, 1.2 m bed',
    attributes: { Fabric: 'Cotton twill, 60s yarn', Fits: 'Duvet 150×200 cm, sheet 180×230 cm', Care: wash },
  },
  'LB-Q20': {
    title: 'Soy fibre duvet for spring and autumn, 200×230 cm',
    attributes: { Cover: 'Cotton', Filling: 'Soy protein fibre, 1.8 kg', Care: 'Dry clean or air' },
  },
  'LB-Q22': {
    title: 'Soy fibre duvet for spring and autumn, 220×240 cm',
    attributes: { Cover: 'Cotton', Filling: 'Soy protein fibre, 2.1 kg', Care: 'Dry clean or air' },
  },
  'LB-P01': {
    title: 'Buckwheat pillow, adjustable, 48×74 cm',
    attributes: { Cover: 'Cotton', Height: '8–12 cm, filling can be taken out', Care: 'Wash the cover' },
  },
  'LB-P02': {
    title: 'Natural latex pillow, 60×40 cm',
    attributes: {
      Cover: 'Cotton',
      Height: '10 cm front, 8 cm back',
      Care: 'Wash the cover; no sun on the latex',
    },
  },
  'LB-T03': {
    title: 'Long-staple cotton towels, set of three',
    attributes: { Fabric: 'Cotton', Size: '34×75 cm, 110 g each', Care: wash },
  },
  'LB-W01': {
    title: 'Double gauze home wear, women, mist pink',
    attributes: { Fabric: 'Cotton double gauze', Sizes: 'S to XL, loose fit', Care: wash },
  },
  'LB-M01': {
    title: 'Double gauze home wear, men, graphite',
    attributes: { Fabric: 'Cotton double gauze', Sizes: 'M to XXL, loose fit', Care: wash },
  },
  'LB-G01': {
    title: 'Sleep well gift box, two towels and a laundry bag',
    attributes: { Inside: 'Two towels, laundry bag, card', Size: '32×24×10 cm' },
  },
}

export const inEnglish = (product: Product): Product => ({ ...product, ...pages[product.id] })
