import { useId, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { ranked } from '../../../../web/fuzzy.ts'
import { composing } from '../../../../web/keys.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Avatar } from '../../../../web/parts/marks.tsx'
import { act } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { type Key, keyOf, partsOf } from '../live/state.ts'

const states = { online: 0, break: 1, finishing: 2, offline: 3 }

/** To whom, and what they should know. All by keyboard: type a name, arrows, Tab to the note, Enter. */
export const TransferDialog = ({ of: key, close }: { of: Key; close: () => void }) => {
  const { t } = useTranslation()
  const { shopId } = partsOf(key)
  const id = useId()
  const members = useCell(desk, (s) => s.members)
  const assignee = useCell(desk, (s) => s.open.get(key)?.assignee ?? null)
  const talks = useCell(desk, (s) => s.open)
  const [name, setName] = useState('')
  const [at, setAt] = useState(0)
  const [note, setNote] = useState('')
  const load = useMemo(() => {
    const count = new Map<number, number>()
    for (const c of talks.values())
      if (c.shopId === shopId && c.status === 'open' && c.assignee !== null)
        count.set(c.assignee, (count.get(c.assignee) ?? 0) + 1)
    return count
  }, [talks, shopId])
  const people = useMemo(
    () =>
      ranked(
        name,
        [...members.values()]
          .filter((m) => m.shopId === shopId && m.personId !== assignee && m.role !== 'viewer')
          .sort((a, b) => states[a.state] - states[b.state] || a.name.localeCompare(b.name)),
        (m) => [m.name, m.username],
      ),
    [members, name, shopId, assignee],
  )
  const chosen = people[Math.min(at, people.length - 1)]

  const transfer = async () => {
    if (!chosen) return
    if (await act(key, { do: 'transfer', to: chosen.personId, note: note.trim() })) close()
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    // Buttons have their own Enter.
    if (composing(e.nativeEvent) || !(e.target instanceof HTMLInputElement)) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (by !== undefined && people.length > 0) setAt((at + by + people.length) % people.length)
    else if (e.key === 'Enter' && !e.shiftKey) void transfer()
    else return
    e.preventDefault()
  }
  return (
    <Dialog title={t('dialog.transfer')} close={close}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: keys of both fields */}
      <div className="dialog-body" onKeyDown={onKeyDown}>
        <input
          data-first
          className="input"
          value={name}
          placeholder={t('dialog.findPerson')}
          role="combobox"
          aria-label={t('dialog.to')}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen ? `${id}-${chosen.personId}` : undefined}
          onChange={(e) => {
            setName(e.target.value)
            setAt(0)
          }}
        />
        <div id={id} className="options" role="listbox" aria-label={t('dialog.to')}>
          {people.length === 0 && <p className="faint">{t('dialog.nobody')}</p>}
          {people.map((m, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
            <div
              key={keyOf({ shopId, id: m.personId })}
              id={`${id}-${m.personId}`}
              role="option"
              tabIndex={-1}
              aria-selected={m === chosen}
              className="option"
              onClick={() => setAt(i)}
            >
              <Avatar name={m.name} small />
              <span className="option-name">{m.name}</span>
              <span className={`state-dot state-${m.state}`} />
              <span className="faint">{t(`rail.${m.state}`)}</span>
              <span className="option-side">{load.get(m.personId) ?? 0}</span>
            </div>
          ))}
        </div>
        <input
          className="input"
          value={note}
          maxLength={500}
          placeholder={t('dialog.noteHint')}
          aria-label={t('dialog.note')}
          onChange={(e) => setNote(e.target.value)}
        />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={!chosen}
            onClick={() => void transfer()}
          >
            {t('dialog.confirmTransfer')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
