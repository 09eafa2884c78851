import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { type Writing, write as writeA } from '../view.ts'
import { PICTURE_TYPES } from './upload.ts'
import type { Written } from './written.ts'

const icons = { note: 'note', whisper: 'hand' } as const

interface ToolsProps {
  writing: Writing
  ways: readonly Writing[]
  kept: Written['kept']
  emoji: { open: boolean; toggle(): void }
  addPictures(files: readonly File[]): void
  beginPhrase(): void
}

/** The row above the field: what is being written, what can be put into it, and whether it is kept. */
export const Tools = ({ writing, ways, kept, emoji, addPictures, beginPhrase }: ToolsProps) => {
  const { t } = useTranslation()
  const note = writing !== 'reply'
  return (
    <div className="composer-tools">
      <fieldset className="switch">
        {ways.map((way) => (
          <button key={way} type="button" aria-pressed={way === writing} onClick={() => writeA(way)}>
            {way !== 'reply' && <Icon name={icons[way]} size={14} />}
            {t(`composer.${way}`)}
          </button>
        ))}
      </fieldset>
      <button
        type="button"
        className="icon-button"
        title={t('composer.emoji')}
        aria-label={t('composer.emoji')}
        aria-expanded={emoji.open}
        onClick={emoji.toggle}
      >
        <Icon name="smile" />
      </button>
      {!note && (
        <label className="icon-button" title={t('composer.picture')}>
          <Icon name="picture" />
          <input
            type="file"
            className="unseen"
            aria-label={t('composer.picture')}
            accept={PICTURE_TYPES.join(',')}
            multiple
            onChange={(e) => {
              addPictures([...(e.target.files ?? [])])
              e.target.value = ''
            }}
          />
        </label>
      )}
      <button
        type="button"
        className="icon-button"
        title={`${t('composer.phrases')} (/)`}
        aria-label={t('composer.phrases')}
        onClick={beginPhrase}
      >
        <Icon name="bolt" />
      </button>
      <span className="composer-kept">
        {!note && kept !== null && t(kept === 'desk' ? 'composer.draftKept' : 'composer.draftLocal')}
      </span>
    </div>
  )
}
