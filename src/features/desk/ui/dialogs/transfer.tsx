import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useCell } from '../../../../web/cell.ts'
import { composing } from '../../../../web/keys.ts'
import { Chooser } from '../../../../web/parts/chooser.tsx'
import { useChoosing } from '../../../../web/parts/choosing.ts'
import { Dialog } from '../../../../web/parts/dialog.tsx'
import { Icon } from '../../../../web/parts/icons.tsx'
import { Avatar } from '../../../../web/parts/marks.tsx'
import type { TeamSettings } from '../../../routing/domain/settings.ts'
import { act } from '../acting.ts'
import { desk } from '../live/feed.ts'
import { teams } from '../live/rules.ts'
import type { Key } from '../live/state.ts'
import { type Target, targetsOf } from './targets.ts'

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
  const noteField = useRef<HTMLInputElement>(null)
  const c = useCell(desk, (s) => s.open.get(key))
  const members = useCell(desk, (s) => s.members)
  const talks = useCell(desk, (s) => s.open)
  const ofShop = useCell(teams, (all) => (c && all.get(c.shopId)) ?? noTeams)
  const [note, setNote] = useState('')
  const targets = useMemo(() => {
    if (!c) return []
    const all = targetsOf(c, members.values(), ofShop, [...talks.values()])
    const first = teamsFirst ? 'team' : 'person'
    return [...all.filter(({ is }) => is === first), ...all.filter(({ is }) => is !== first)]
  }, [c, members, ofShop, talks, teamsFirst])
  const choosing = useChoosing(targets)
  const { chosen } = choosing
  const ready = chosen !== undefined && !chosen.off

  const transfer = async () => {
    if (!chosen || !ready) return
    const to = chosen.is === 'team' ? { team: chosen.code } : { to: chosen.member.personId }
    if (await act(key, { do: 'transfer', ...to, note: note.trim() })) close()
  }
  const enter = (now: boolean) => {
    if (now) void transfer()
    else if (ready) noteField.current?.focus()
  }
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent) || e.key !== 'Enter' || e.shiftKey) return
    e.preventDefault()
    void transfer()
  }
  return (
    <Dialog title={t('dialog.transfer')} close={close}>
      <div className="dialog-body">
        <Chooser
          of={choosing}
          label={t('dialog.to')}
          hint={t('transfer.find')}
          enter={enter}
          draw={(target) => (
            <>
              {target.is === 'team' ? (
                <span className="avatar avatar-small avatar-team" aria-hidden="true">
                  <Icon name="user" size={15} />
                </span>
              ) : (
                <Avatar name={target.name} small />
              )}
              <span className="option-name">{target.name}</span>
              <Sides target={target} />
            </>
          )}
        />
        <input
          ref={noteField}
          className="input"
          value={note}
          maxLength={500}
          placeholder={t('dialog.noteHint')}
          aria-label={t('dialog.note')}
          onKeyDown={onKeyDown}
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
