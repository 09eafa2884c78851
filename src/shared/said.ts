import { z } from 'zod'

/** A sentence in both languages of the interface. */
export const Said = z.object({ zh: z.string(), en: z.string() })
export type Said = z.infer<typeof Said>

/** The half in the language of an interface or a shop. */
export const inLanguage = (said: Said, language: string): string =>
  language.startsWith('zh') ? said.zh : said.en

/** How far a rule can be trusted: the platform's own text; a copy of it; a news or how-to page; an exercise; what shops
 * tell each other; the shop's own decision. */
export const Trust = z.enum(['official', 'copy', 'news', 'exercise', 'lore', 'own'])
export type Trust = z.infer<typeof Trust>

/** The same in words, for screens and the command line. */
export const trustWords: Record<Trust, Said> = {
  official: { zh: '平台原文', en: 'the platform’s own text' },
  copy: { zh: '规则转载', en: 'a copy of the rule' },
  news: { zh: '新闻或教程', en: 'news or a how-to page' },
  exercise: { zh: '例题', en: 'an exercise' },
  lore: { zh: '商家经验', en: 'what shops tell each other' },
  own: { zh: '店铺自定', en: 'the shop’s own' },
}
