import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { composing } from '../../../../web/keys.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { act } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { type Key, partsOf } from '../live/state.ts'

const LONGEST = 24
const MOST = 20

/** Adds and removes tags. Enter adds what is typed; on an empty field it saves. */
export const TagsDialog = ({ of: key, close }: { of: Key; close: () => void }) => {
  const { t } = useTranslation()
  const { shopId } = partsOf(key)
  const open = useCell(desk, (s) => s.open)
  const before = desk.get().open.get(key)?.tags ?? desk.get().closed.get(key)?.tags ?? []
  const [tags, setTags] = useState<readonly string[]>(before)
  const [text, setText] = useState('')
  const known = useMemo(() => {
    const count = new Map<string, number>()
    for (const c of open.values())
      if (c.shopId === shopId) for (const tag of c.tags) count.set(tag, (count.get(tag) ?? 0) + 1)
    return [...count].sort((a, b) => b[1] - a[1]).map(([tag]) => tag)
  }, [open, shopId])
  const offered = known.filter((tag) => !tags.includes(tag) && tag.includes(text.trim())).slice(0, 12)

  const add = (tag: string) => {
    const clean = tag.trim().slice(0, LONGEST)
    setText('')
    if (clean !== '' && !tags.includes(clean) && tags.length < MOST) setTags([...tags, clean])
  }
  const save = async () => {
    const typed = text.trim().slice(0, LONGEST)
    const all = typed === '' || tags.includes(typed) ? tags : [...tags, typed]
    if (await act(key, { do: 'tag', tags: [...all] })) close()
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent)) return
    if (e.key === 'Enter') {
      e.preventDefault()
      if (text.trim() === '' || e.ctrlKey || e.metaKey) void save()
      else add(text)
    } else if (e.key === 'Backspace' && text === '') setTags(tags.slice(0, -1))
  }
  return (
    <Dialog title={t('dialog.tags')} close={close}>
      <div className="dialog-body">
        <div className="tag-input">
          {tags.map((tag) => (
            <span key={tag} className="tag">
              {tag}
              <button
                type="button"
                aria-label={`${t('app.remove')}: ${tag}`}
                onClick={() => setTags(tags.filter((x) => x !== tag))}
              >
                <Icon name="cross" size={10} />
              </button>
            </span>
          ))}
          <input
            data-first
            value={text}
            maxLength={LONGEST}
            placeholder={t('dialog.tagsHint')}
            aria-label={t('panel.addTag')}
            onChange={(e) => setText(e.target.value)}
            onKeyDown={onKeyDown}
          />
        </div>
        {offered.length > 0 && (
          <div className="tag-row">
            <span className="faint">{t('dialog.known')}</span>
            {offered.map((tag) => (
              <button key={tag} type="button" className="tag tag-add" onClick={() => add(tag)}>
                {tag}
              </button>
            ))}
          </div>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button type="button" className="button button-main" onClick={() => void save()}>
            {t('app.save')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
