import { Button } from 'antd'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { sayError } from '../../../../web/parts/toast.tsx'
import { uploadPicture } from '../../../assistant/ui/picture.ts'
import { isWebAddress } from '../../domain/card-words.ts'

const PICTURES = 'image/jpeg,image/png,image/webp,image/gif'
const MOST = 20

interface PicturesProps {
  shopId: number
  pictures: readonly string[]
  set(pictures: string[]): void
  editable: boolean
}

/** Pictures of a product, the first of which cards show. */
export const Pictures = ({ shopId, pictures, set, editable }: PicturesProps) => {
  const { t } = useTranslation()
  const input = useRef<HTMLInputElement>(null)
  const [busy, setBusy] = useState(false)
  const add = (files: readonly File[]) => {
    setBusy(true)
    Promise.all(files.slice(0, MOST - pictures.length).map((file) => uploadPicture(shopId, file)))
      .then((kept) => set([...pictures, ...kept.filter((picture) => !pictures.includes(picture))]))
      .catch(sayError)
      .finally(() => setBusy(false))
  }
  return (
    <div className="field">
      <span className="field-name">{t('catalog.field.pictures')}</span>
      <div className="catalog-pictures">
        {pictures.map((picture, i) => (
          <span key={picture} className="catalog-picture">
            <img
              src={isWebAddress(picture) ? picture : `/files/${picture}`}
              alt={`${t('catalog.field.pictures')} ${i + 1}`}
              referrerPolicy="no-referrer"
            />
            {editable && (
              <span className="catalog-picture-tools">
                {i > 0 && (
                  <button
                    type="button"
                    className="icon-button"
                    aria-label={t('catalog.pictureFirst')}
                    title={t('catalog.pictureFirst')}
                    onClick={() => set([picture, ...pictures.filter((one) => one !== picture)])}
                  >
                    <Icon name="left" size={13} />
                  </button>
                )}
                <button
                  type="button"
                  className="icon-button"
                  aria-label={t('app.remove')}
                  onClick={() => set(pictures.filter((one) => one !== picture))}
                >
                  <Icon name="cross" size={13} />
                </button>
              </span>
            )}
          </span>
        ))}
        {editable && pictures.length < MOST && (
          <Button loading={busy} onClick={() => input.current?.click()}>
            {t('catalog.addPicture')}
          </Button>
        )}
        <input
          ref={input}
          type="file"
          accept={PICTURES}
          multiple
          hidden
          onChange={(e) => {
            add([...(e.target.files ?? [])])
            e.target.value = ''
          }}
        />
      </div>
      <span className="faint small">{t('catalog.picturesSay')}</span>
    </div>
  )
}
