import { useTranslation } from 'react-i18next'
import { isMac } from '../../../../web/keys.ts'
import type { Writing } from '../view.ts'
import type { SendingNow } from './sending.ts'

/** From here on the counter is shown. */
const NEAR_LIMIT = 200

interface FootProps {
  writing: Writing
  sending: SendingNow
  /** The id of what the guard says. */
  guardId: string
}

/** The row below the field: how much room is left, and what sends. */
export const Foot = ({ writing, sending, guardId }: FootProps) => {
  const { t } = useTranslation()
  const note = writing !== 'reply'
  const { over, sendable, checking, sendOnly, sendAndClose } = sending
  return (
    <div className="composer-foot">
      <span className={over > 0 ? 'counter counter-over' : 'counter'} role="status">
        {over > 0
          ? t('composer.over', { count: over })
          : over > -NEAR_LIMIT
            ? t('composer.left', { count: -over })
            : ''}
      </span>
      {!note && (
        <button
          type="button"
          className="button"
          disabled={checking.blocked}
          onClick={() => void sendAndClose()}
          title={isMac() ? '⌘⇧↩' : 'Ctrl+Shift+Enter'}
        >
          {t('composer.sendClose')}
        </button>
      )}
      <button
        type="button"
        className={note ? 'button button-note' : 'button button-main'}
        disabled={!sendable || checking.blocked}
        aria-describedby={note ? undefined : guardId}
        onClick={() => sendOnly()}
      >
        {t(writing === 'whisper' ? 'composer.saveWhisper' : note ? 'composer.saveNote' : 'composer.send')}
      </button>
    </div>
  )
}
