import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText, languageNow } from '../../../web/i18n.ts'
import { choose } from './preferences.ts'
import { signIn } from './session.ts'

export const SignIn = () => {
  const { t } = useTranslation()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)
  const submit = async (e: FormEvent<HTMLFormElement>) => {
    e.preventDefault()
    const given = new FormData(e.currentTarget)
    const username = String(given.get('username')).trim()
    const password = String(given.get('password'))
    if (username === '' || password === '') {
      setError(t('signIn.need'))
      return
    }
    setBusy(true)
    setError(null)
    try {
      await signIn(username, password)
    } catch (refusal) {
      setError(errorText(refusal))
      setBusy(false)
    }
  }
  return (
    <main className="sign-in">
      <form className="sign-in-card" onSubmit={(e) => void submit(e)} noValidate>
        <img src="/icon.svg" alt="" width={44} height={44} />
        <h1>{t('signIn.title')}</h1>
        <p className="faint">{t('signIn.says')}</p>
        <label className="field">
          <span className="field-name">{t('signIn.username')}</span>
          <input
            className="input"
            name="username"
            autoComplete="username"
            autoCapitalize="none"
            // biome-ignore lint/a11y/noAutofocus: the only thing to do on this page
            autoFocus
          />
        </label>
        <label className="field">
          <span className="field-name">{t('signIn.password')}</span>
          <input className="input" name="password" type="password" autoComplete="current-password" />
        </label>
        <p className="form-error" role="alert">
          {error}
        </p>
        <button type="submit" className="button button-main button-wide" disabled={busy}>
          {t('signIn.submit')}
        </button>
        <p className="faint small">{t('signIn.first')}</p>
      </form>
      <button
        type="button"
        className="link"
        onClick={() => void choose({ language: languageNow() === 'en' ? 'zh-CN' : 'en' })}
      >
        {languageNow() === 'en' ? '中文' : 'English'}
      </button>
    </main>
  )
}
