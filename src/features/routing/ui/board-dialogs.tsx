import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { composing } from '../../../web/keys.ts'
import { Chooser } from '../../../web/parts/chooser.tsx'
import { type Choosable, useChoosing } from '../../../web/parts/choosing.ts'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { Icon } from '../../../web/parts/icons.tsx'
import { Avatar } from '../../../web/parts/marks.tsx'
import type { Conversation } from '../../conversation/domain.ts'
import type { PersonFigures, TeamFigures } from './board-figures.ts'
import { giveTo, handOverAll, setState, type To, whisperIn } from './directing.ts'
import { Load } from './figures.tsx'

interface Choice extends Choosable {
  to: To | 'queue'
  person: PersonFigures | null
  /** Where there is not enough room for it: how much there is. */
  short: number | null
}

/** Online without a browser that is heard of is not there. */
const stands = ({ state, here }: PersonFigures) => (state === 'online' && !here ? 'away' : state)

const Line = ({ name, person, short }: Choice) => {
  const { t } = useTranslation()
  return (
    <>
      {person ? <Avatar name={name} small /> : <Icon name="chats" />}
      <span className="option-name">{name}</span>
      {short !== null && (
        <span className="count-red small">
          {short > 0 ? t('board.roomLeft', { count: short }) : t('board.noRoom')}
        </span>
      )}
      {person && (
        <>
          <span className={`state-dot state-${stands(person)}`} />
          <span className="faint small">{t(`rail.${stands(person)}`)}</span>
          <Load taken={person.load} limit={person.slots} label={name} />
        </>
      )}
    </>
  )
}

const personChoice = (person: PersonFigures, needs: number): Choice => ({
  id: `p${person.personId}`,
  name: person.name,
  off: false,
  to: { to: person.personId },
  person,
  short: person.slots - person.load < needs ? Math.max(0, person.slots - person.load) : null,
})

interface GiveProps {
  conversation: Conversation
  people: readonly PersonFigures[]
  teams: readonly TeamFigures[]
  close(): void
}

/** Gives a conversation to a person or to a team. */
export const GiveDialog = ({ conversation: c, people, teams, close }: GiveProps) => {
  const { t } = useTranslation()
  const [note, setNote] = useState('')
  const choices: Choice[] = [
    ...people
      .filter((p) => p.personId !== c.assignee && p.shops.some(({ shopId }) => shopId === c.shopId))
      .map((p) => personChoice(p, c.route?.slots ?? 1))
      // The desk would refuse it.
      .map((choice) => ({ ...choice, off: choice.short !== null })),
    ...teams
      .filter(({ shopId }) => shopId === c.shopId)
      .map(({ code, name }) => ({
        id: `t${code}`,
        name: t('board.teamCalled', { name }),
        ...{ off: false, to: { team: code }, person: null, short: null },
      })),
  ]
  const choosing = useChoosing(choices)
  const { chosen } = choosing
  const give = async () => {
    if (!chosen || chosen.off || chosen.to === 'queue') return
    if (await giveTo(c, chosen.to, chosen.name, note.trim())) close()
  }
  return (
    <Dialog title={t('board.giveTitle', { buyer: c.buyerName })} close={close}>
      <div className="dialog-body">
        <Chooser
          of={choosing}
          label={t('board.findTo')}
          hint={t('board.findTo')}
          tall
          enter={() => void give()}
          draw={(choice) => <Line {...choice} />}
        />
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
            disabled={!chosen || chosen.off}
            onClick={() => void give()}
          >
            {t('board.give')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

/** Takes everything from somebody, after saying how much that is. */
export const HandOverDialog = ({
  person,
  people,
  close,
}: {
  person: PersonFigures
  people: readonly PersonFigures[]
  close(): void
}) => {
  const { t } = useTranslation()
  const [offline, setOffline] = useState(false)
  const shopIds = person.shops.filter(({ load }) => load > 0).map(({ shopId }) => shopId)
  const choices: Choice[] = [
    { id: 'queue', name: t('board.toQueue'), off: false, to: 'queue', person: null, short: null },
    ...people
      .filter(
        (p) =>
          p.personId !== person.personId &&
          shopIds.every((id) => p.shops.some(({ shopId }) => shopId === id)),
      )
      .map((p) => personChoice(p, person.load)),
  ]
  const choosing = useChoosing(choices)
  const { chosen } = choosing
  // The queue gives to whoever is there: with nobody else, to the same person again.
  const returns = chosen?.to === 'queue' && person.state === 'online' && person.here
  const setOfflineFirst = async () => {
    const [first] = shopIds
    return first !== undefined && setState(first, person.personId, 'offline', person.name)
  }
  const hand = async () => {
    if (!chosen || shopIds.length === 0) return
    const to = chosen.to === 'queue' ? 'queue' : chosen.person?.personId
    if (to === undefined) return
    if (returns && offline && !(await setOfflineFirst())) return
    if (await handOverAll(shopIds, person.personId, to)) close()
  }
  return (
    <Dialog title={t('board.handOverTitle', { name: person.name })} close={close}>
      <div className="dialog-body">
        <p>{t('board.handOverSays', { name: person.name, count: person.talks, waiting: person.waiting })}</p>
        <Chooser
          of={choosing}
          label={t('board.findTo')}
          hint={t('board.findTo')}
          tall
          enter={() => void hand()}
          draw={(choice) => <Line {...choice} />}
        />
        {chosen !== undefined && chosen.short !== null && (
          <p className="count-amber">{t('board.roomFor', { name: chosen.name })}</p>
        )}
        {returns && (
          <label className="dialog-check">
            <input type="checkbox" checked={offline} onChange={(e) => setOffline(e.target.checked)} />
            <span>
              {t('board.offlineFirst', { name: person.name })}
              <br />
              <span className="faint small">{t('board.offlineFirstSays', { name: person.name })}</span>
            </span>
          </label>
        )}
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={!chosen || person.talks === 0}
            onClick={() => void hand()}
          >
            {t('board.handOverGo', { count: person.talks })}
          </button>
        </div>
      </div>
    </Dialog>
  )
}

/** A word to the agent who has the conversation; the buyer does not see it. */
export const WhisperDialog = ({ conversation: c, close }: { conversation: Conversation; close(): void }) => {
  const { t } = useTranslation()
  const [text, setText] = useState('')
  const go = async () => {
    if (text.trim() !== '' && (await whisperIn(c, text.trim()))) close()
  }
  return (
    <Dialog title={t('board.whisperTitle', { buyer: c.buyerName })} close={close}>
      <div className="dialog-body">
        <p className="faint">{t('board.whisperSays')}</p>
        <input
          data-first
          className="input"
          value={text}
          maxLength={1000}
          placeholder={t('board.whisperHint')}
          aria-label={t('board.whisper')}
          onChange={(e) => setText(e.target.value)}
          onKeyDown={(e) => {
            if (e.key === 'Enter' && !composing(e.nativeEvent)) void go()
          }}
        />
        <div className="dialog-foot">
          <button type="button" className="button" onClick={close}>
            {t('app.cancel')}
          </button>
          <button
            type="button"
            className="button button-main"
            disabled={text.trim() === ''}
            onClick={() => void go()}
          >
            {t('board.whisper')}
          </button>
        </div>
      </div>
    </Dialog>
  )
}
