import { EVERYWHERE, type ShippedRule } from './made.ts'

export const advertising: readonly ShippedRule[] = [
  {
    id: 'ad.superlative',
    name: { zh: '绝对化用语', en: 'Superlatives' },
    platforms: EVERYWHERE,
    severity: 'ask',
    why: {
      zh: '广告法第九条第三项：不得使用“国家级”“最高级”“最佳”等用语；词表是行业惯例，可在设置里增减',
      en: 'Advertising Law, Art. 9(3): no “national level”, “highest level”, “best” and the like; the list of words is the trade’s practice and can be changed in the settings',
    },
    cost: {
      zh: '罚款 20万–100万元（广告法第五十七条，2021 年修正；条文为官方，罚则见转载）',
      en: 'A fine of 200,000–1,000,000 yuan (Advertising Law, Art. 57, as amended 2021; the article is official, the sum is from a copy)',
    },
    source: {
      zh: '中华人民共和国广告法 (2021), 第九条第三项、第五十七条',
      en: 'Advertising Law of the PRC (2021), Art. 9(3), Art. 57',
    },
    date: '2021-04-29',
    confidence: 'official',
  },
  {
    id: 'ad.promise',
    name: { zh: '保证效果', en: 'Guaranteed effects' },
    platforms: EVERYWHERE,
    severity: 'ask',
    why: {
      zh: '断言功效、治愈或零风险；除医疗、药品、医疗器械广告外不得涉及疾病治疗功能（广告法第十七条）',
      en: 'Asserts a cure, an effect or no risk; only medical advertising may speak of treating illness (Advertising Law, Art. 17)',
    },
    cost: null,
    source: {
      zh: '中华人民共和国广告法 (2021), 第十七、二十八条',
      en: 'Advertising Law of the PRC (2021), Art. 17, 28',
    },
    date: '2021-04-29',
    confidence: 'official',
  },
]
