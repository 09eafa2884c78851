import { useId, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { ranked } from '../../../../web/fuzzy.ts'
import { composing } from '../../../../web/keys.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Avatar } from '../../../../web/parts/marks.tsx'
import type { TeamSettings } from '../../../routing/domain/settings.ts'
import { act } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { teams } from '../live/rules.ts'
import type { Key } from '../live/state.ts'
import { isChoosable, stepped, type Target, targetsOf } from './targets.ts'

const noTeams: readonly TeamSettings[] = []

const Sides = ({ target }: { target: Target }) => {
  const { t } = useTranslation()
  if (target.is === 'team')
    return (
      <span className="option-side">
        {t('transfer.free', { count: target.free })}
        {target.waiting > 0 && ` · ${t('transfer.waiting', { count: target.waiting })}`}
      </span>
    )
  const { member: m, seat } = target
  const away = m.state === 'online' && !m.here
  return (
    <>
      <span className={`state-dot state-${away ? 'away' : m.state}`} />
      <span className="faint">{t(away ? 'rail.away' : `rail.${m.state}`)}</span>
      <span className={seat.full ? 'option-side option-full' : 'option-side'}>
        {seat.full && `${t('transfer.full')} · `}
        {seat.load}/{seat.limit}
      </span>
    </>
  )
}

/**
 * To whom, and what they should know. All by keyboard: type a name, arrows, Enter goes on to the note, Enter there
 * transfers; Mod+Enter does so at once. `teamsFirst`: teams head the list.
 */
export const TransferDialog = ({
  of: key,
  teamsFirst,
  close,
}: {
  of: Key
  teamsFirst: boolean
  close: () => void
}) => {
  const { t } = useTranslation()
  const id = useId()
  const noteField = useRef<HTMLInputElement>(null)
  const c = useCell(desk, (s) => s.open.get(key))
  const members = useCell(desk, (s) => s.members)
  const talks = useCell(desk, (s) => s.open)
  const ofShop = useCell(teams, (all) => (c && all.get(c.shopId)) ?? noTeams)
  const [name, setName] = useState('')
  const [chosenId, choose] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const targets = useMemo(() => {
    if (!c) return []
    const all = targetsOf(c, members.values(), ofShop, [...talks.values()])
    const first = teamsFirst ? 'team' : 'person'
    const sorted = [...all.filter(({ is }) => is === first), ...all.filter(({ is }) => is !== first)]
    return ranked(name, sorted, (target) => [target.name, target.also])
  }, [c, members, ofShop, talks, teamsFirst, name])
  // Loads change while one looks: what was chosen stays chosen, wherever it stands now.
  const found = targets.findIndex((target) => target.id === chosenId)
  const at = found >= 0 ? found : targets.findIndex(isChoosable)
  const chosen = targets[at]
  const ready = chosen !== undefined && isChoosable(chosen)

  const transfer = async () => {
    if (!chosen || !ready) return
    const to = chosen.is === 'team' ? { team: chosen.code } : { to: chosen.member.personId }
    if (await act(key, { do: 'transfer', ...to, note: note.trim() })) close()
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    // Buttons have their own Enter.
    if (composing(e.nativeEvent) || !(e.target instanceof HTMLInputElement)) return
    const by = e.key === 'ArrowDown' ? 1 : e.key === 'ArrowUp' ? -1 : undefined
    if (by !== undefined) choose(targets[stepped(targets, at, by)]?.id ?? null)
    else if (e.key !== 'Enter' || e.shiftKey) return
    else if (e.ctrlKey || e.metaKey || e.target === noteField.current) void transfer()
    else if (ready) noteField.current?.focus()
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
          placeholder={t('transfer.find')}
          role="combobox"
          aria-label={t('dialog.to')}
          aria-expanded="true"
          aria-controls={id}
          aria-activedescendant={chosen ? `${id}-${chosen.id}` : undefined}
          onChange={(e) => {
            setName(e.target.value)
            choose(null)
          }}
        />
        <div id={id} className="options" role="listbox" aria-label={t('dialog.to')}>
          {targets.length === 0 && <p className="faint">{t('dialog.nobody')}</p>}
          {targets.map((target, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
            <div
              key={target.id}
              id={`${id}-${target.id}`}
              role="option"
              tabIndex={-1}
              aria-selected={i === at}
              aria-disabled={!isChoosable(target)}
              className="option"
              onClick={() => {
                if (isChoosable(target)) choose(target.id)
              }}
            >
              {target.is === 'team' ? (
                <span className="avatar avatar-small avatar-team" aria-hidden="true">
                  <Icon name="user" size={15} />
                </span>
              ) : (
                <Avatar name={target.name} small />
              )}
              <span className="option-name">{target.name}</span>
              <Sides target={target} />
            </div>
          ))}
        </div>
        <input
          ref={noteField}
          className="input"
          value={note}
          maxLength={500}
          placeholder={t('dialog.noteHint')}
          aria-label={t('dialog.note')}
          onChange={(e) => setNote(e.target.value)}
        />
        <div className="dialog-foot">
          <span className="faint small dialog-hint">{t('transfer.keys')}</span>
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={!ready}
            onClick={() => void transfer()}
          >
            {t('dialog.confirmTransfer')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
