import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../web/parts/icons.tsx'
import { sayError } from '../../../web/parts/toast.tsx'
import { PICTURE_TYPES, upload } from '../../desk/ui/composer/upload.ts'
import { PICTURES } from '../domain/phrase.ts'

interface PicturesProps {
  shopId: number
  busy(uploading: boolean): void
  /** Given by the form. */
  value?: readonly string[]
  onChange?(pictures: string[]): void
}

/** The pictures of a phrase: adds, shows and removes them. */
export const Pictures = ({ shopId, busy, value = [], onChange }: PicturesProps) => {
  const { t } = useTranslation()
  const [uploading, setUploading] = useState(false)
  const add = async (files: readonly File[]) => {
    const all = [...value]
    setUploading(true)
    busy(true)
    for (const file of files.slice(0, PICTURES - all.length))
      try {
        all.push((await upload(shopId, file)).picture)
      } catch (error) {
        sayError(error)
      }
    onChange?.(all)
    setUploading(false)
    busy(false)
  }
  return (
    <div className="composer-pictures">
      {value.map((picture) => (
        <span key={picture} className="attached">
          <img src={`/files/${picture}`} alt="" />
          <button
            type="button"
            aria-label={t('composer.removePicture')}
            onClick={() => onChange?.(value.filter((one) => one !== picture))}
          >
            <Icon name="cross" size={12} />
          </button>
        </span>
      ))}
      {uploading && <span role="status">{t('composer.uploading')}</span>}
      {!uploading && value.length < PICTURES && (
        <label className="phrase-add-picture" title={t('composer.picture')}>
          <Icon name="plus" />
          <input
            type="file"
            className="unseen"
            aria-label={t('phrases.addPicture')}
            accept={PICTURE_TYPES.join(',')}
            multiple
            onChange={(e) => {
              void add([...(e.target.files ?? [])])
              e.target.value = ''
            }}
          />
        </label>
      )}
    </div>
  )
}
