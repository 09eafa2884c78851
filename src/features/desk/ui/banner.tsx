import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { say } from '../../../web/parts/toast.tsx'
import { saveAllDrafts } from './drafts.ts'
import { link } from './live/feed.ts'

/** A connection that is back within this needs no words, ms. */
const PATIENCE = 2000

export const Banner = () => {
  const { t } = useTranslation()
  const state = useCell(link)
  const [shown, setShown] = useState(false)
  const wasShown = useRef(false)
  useEffect(() => {
    if (state.is === 'live') {
      setShown(false)
      if (wasShown.current) say(t('link.back'))
      wasShown.current = false
      void saveAllDrafts()
    }
    if (state.is !== 'lost') return
    const timer = setTimeout(
      () => {
        setShown(true)
        wasShown.current = true
      },
      Math.max(0, PATIENCE - (Date.now() - state.since)),
    )
    return () => clearTimeout(timer)
  }, [state, t])
  if (!shown) return null
  return (
    <div className="banner" role="alert">
      <Icon name="alert" size={16} />
      {t('link.lost')}
    </div>
  )
}
