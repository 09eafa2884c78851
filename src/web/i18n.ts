import i18next from 'i18next'
import { initReactI18next } from 'react-i18next'
import { Refusal } from '../shared/refusal.ts'
import { Fault, Unreachable } from './api.ts'
import type { Texts } from './locales/zh-CN.ts'
import { fieldName, type Problem, problemText } from './problems.ts'

export type Language = 'zh-CN' | 'en'

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'web'
    resources: { web: Texts }
  }
}

/** Only the language in use is loaded. */
const load: Record<Language, () => Promise<Texts>> = {
  'zh-CN': async () => (await import('./locales/zh-CN.ts')).zhCN,
  en: async () => (await import('./locales/en.ts')).en,
}

/** The language the browser asks for: English only where it says so before any Chinese. */
export const browserLanguage = (wanted: readonly string[]): Language => {
  const first = wanted.find((l) => /^(zh|en)\b/i.test(l))
  return first === undefined || /^zh/i.test(first) ? 'zh-CN' : 'en'
}

export const speak = async (language: Language): Promise<void> => {
  if (!i18next.isInitialized)
    await i18next.use(initReactI18next).init({
      lng: language,
      fallbackLng: false,
      defaultNS: 'web',
      ns: 'web',
      resources: { [language]: { web: await load[language]() } },
      interpolation: { escapeValue: false },
      react: { useSuspense: false },
    })
  if (!i18next.hasResourceBundle(language, 'web'))
    i18next.addResourceBundle(language, 'web', await load[language]())
  if (i18next.language !== language) await i18next.changeLanguage(language)
  document.documentElement.lang = language
}

export const languageNow = (): Language => (i18next.language === 'en' ? 'en' : 'zh-CN')

/** What to tell a person about an error: what happened, and where it helps, which field. */
export const errorText = (error: unknown): string => {
  const { t } = i18next
  if (error instanceof Unreachable) return t('error.unreachable')
  if (error instanceof Fault) return t('error.fault', { status: error.status })
  if (!(error instanceof Refusal)) return t('error.unknown')
  const said = t(`refusal.${error.code}`)
  const { problems } = error.detail
  if (Array.isArray(problems) && problems.length > 0) {
    const all = (problems as Problem[]).map(problemText).join(t('problem.and'))
    return t('problem.all', { said, problems: all })
  }
  // Of what was not found, the field in which it was named.
  const named =
    error.code === 'not-found' && Object.keys(error.detail).find((key) => i18next.exists(`fields.${key}`))
  return named ? t('problem.at', { field: fieldName(named), says: said }) : said
}
