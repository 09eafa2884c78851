import { lazy, type ReactNode, Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import type { Page } from '../../../web/commands.ts'
import { Skeleton } from '../../../web/parts/states.tsx'
import { listenToKeys } from '../../../web/shell/hotkeys.ts'
import { provideScene } from '../../../web/shell/scene.ts'
import { preferences } from '../../shop/ui/preferences.ts'
import { Banner } from './banner.tsx'
import { Column } from './column.tsx'
import { deeds } from './deeds.ts'
import { followListing, listing } from './listing.ts'
import { followDesk } from './live/feed.ts'
import { keyOf } from './live/state.ts'
import { Rail } from './rail.tsx'
import { ReminderBox } from './reminder/reminder.tsx'
import { followScene, sceneOfDesk } from './scene.ts'
import { Talk } from './talk.tsx'
import { focusOn, show, view } from './view.ts'

const Dialogs = lazy(() => import('./dialogs/dialogs.tsx'))

provideScene(sceneOfDesk, followScene)

/** Says in the browser's tab how many buyers wait. */
const Title = ({ page }: { page: Page }) => {
  const { t } = useTranslation()
  const count = useCell(listing, (l) => l.counts.waiting)
  const name = t(`rail.${page}`)
  useEffect(() => {
    document.title = count > 0 ? t('title.waiting', { count, page: name }) : t('title.calm', { page: name })
  }, [count, name, t])
  return null
}

/** The frame of every page once somebody is signed in: rail, connection, commands. */
export const Frame = ({ page, children }: { page: Page; children: ReactNode }) => {
  const { t } = useTranslation()
  const dialog = useCell(view, (v) => v.dialog)
  useEffect(followDesk, [])
  useEffect(followListing, [])
  useEffect(
    () =>
      listenToKeys(
        deeds,
        () => preferences.get().shortcuts,
        () => document.querySelector('dialog[open], .ant-modal-wrap:not([style*="none"])') !== null,
      ),
    [],
  )
  return (
    <div className="frame">
      <button type="button" className="skip" onClick={() => focusOn('list')}>
        {t('app.skip')}
      </button>
      <Title page={page} />
      <Rail page={page} />
      <div className="page">
        <Banner />
        <Suspense fallback={<Skeleton />}>{children}</Suspense>
      </div>
      <ReminderBox />
      {dialog !== null && (
        <Suspense fallback={null}>
          <Dialogs />
        </Suspense>
      )}
    </div>
  )
}

/** The three columns. The selected conversation is in the address, so that it can be linked and gone back to. */
export const Workbench = ({
  talk,
  at,
}: {
  talk: { shopId: number; id: number } | null
  at: number | null
}) => {
  const selected = talk === null ? null : keyOf(talk)
  useEffect(() => {
    const same = view.get().selected === selected
    show({ selected, at, ...(!same && { note: false, whisper: false }) })
  }, [selected, at])
  useEffect(() => {
    show({ atDesk: true })
    return () => show({ atDesk: false })
  }, [])
  const panelOpen = useCell(view, (v) => v.panel.open && v.selected !== null)
  return (
    <div className={panelOpen ? 'desk desk-panel' : 'desk'}>
      <Column />
      <Talk />
    </div>
  )
}
