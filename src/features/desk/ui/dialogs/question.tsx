import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { close } from '../deeds.ts'
import { desk } from '../live/feed.ts'
import type { Key } from '../live/state.ts'
import { focusOn, write } from '../view.ts'

/** A conversation was to be closed whose question is still open: answer it, or say that it needs no answer. */
export const QuestionDialog = ({ of, next, done }: { of: Key; next: boolean; done: () => void }) => {
  const { t } = useTranslation()
  const c = useCell(desk, (s) => s.open.get(of))
  const answer = () => {
    done()
    write('reply')
    // The dialog gives the focus back to where it was when it goes; this comes after.
    requestAnimationFrame(() => focusOn('composer'))
  }
  const closeAnyway = () => {
    done()
    void close(of, { next, unanswered: true }, false)
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (e.key === '1') answer()
    else if (e.key === '2') closeAnyway()
    else if (e.key === 'ArrowDown' || e.key === 'ArrowUp') {
      const buttons = [...e.currentTarget.querySelectorAll<HTMLElement>('.option')]
      buttons[document.activeElement === buttons[0] ? 1 : 0]?.focus()
    } else return
    e.preventDefault()
  }
  return (
    <Dialog title={t('close.title')} close={done}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrows and numbers for the buttons inside */}
      <div className="dialog-body" onKeyDown={onKeyDown}>
        {c && <blockquote className="question">{c.lastText || t('list.picture')}</blockquote>}
        <p className="faint">{t('close.says')}</p>
        <div className="options">
          <button type="button" data-first="" className="option" onClick={answer}>
            <kbd>1</kbd>
            <span className="option-name">{t('close.answer')}</span>
          </button>
          <button type="button" className="option" onClick={closeAnyway}>
            <kbd>2</kbd>
            <span className="option-name">{t('close.needless')}</span>
            <span className="option-side">{t('close.needlessSays')}</span>
          </button>
        </div>
      </div>
    </Dialog>
  )
}
