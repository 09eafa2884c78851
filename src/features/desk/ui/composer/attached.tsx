import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Icon } from '../../../../web/parts/icons.tsx'
import { sayError } from '../../../../web/parts/toast.tsx'
import { filesOf, upload } from './upload.ts'
import type { Area } from './written.ts'

/** Pictures that go with the reply: their ids, in the order in which they were attached. */
export const useAttached = (shopId: number, area: Area) => {
  const [pictures, change] = useState<readonly string[]>([])
  const [uploading, setUploading] = useState(0)
  const [dropping, setDropping] = useState(false)

  const add = async (files: readonly File[]) => {
    for (const file of files) {
      setUploading((n) => n + 1)
      try {
        const { picture } = await upload(shopId, file)
        change((all) => [...all, picture])
      } catch (error) {
        sayError(error)
      } finally {
        setUploading((n) => n - 1)
      }
    }
    area.current?.focus()
  }

  return {
    pictures,
    change,
    add,
    uploading: uploading > 0,
    /** Something is being dragged over the composer. */
    dropping,
    /** For the part of the page that takes what is dropped. */
    dropZone: {
      onDragOver(e: React.DragEvent) {
        e.preventDefault()
        setDropping(true)
      },
      onDragLeave: () => setDropping(false),
      onDrop(e: React.DragEvent) {
        e.preventDefault()
        setDropping(false)
        void add(filesOf(e.dataTransfer))
      },
    },
    /** Takes pictures out of what is pasted; words are left to the field. */
    onPaste(e: React.ClipboardEvent) {
      const files = filesOf(e.clipboardData)
      if (files.length === 0) return
      e.preventDefault()
      void add(files)
    },
  }
}
export type Attached = ReturnType<typeof useAttached>

export const AttachedPictures = ({ attached }: { attached: Attached }) => {
  const { t } = useTranslation()
  const { pictures, uploading, change } = attached
  if (pictures.length === 0 && !uploading) return null
  return (
    <div className="composer-pictures">
      {pictures.map((picture) => (
        <span key={picture} className="attached">
          <img src={`/files/${picture}`} alt="" />
          <button
            type="button"
            aria-label={t('composer.removePicture')}
            onClick={() => change((all) => all.filter((one) => one !== picture))}
          >
            <Icon name="cross" size={12} />
          </button>
        </span>
      ))}
      {uploading && <span role="status">{t('composer.uploading')}</span>}
    </div>
  )
}
