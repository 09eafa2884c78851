import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { ranked } from '../../../web/fuzzy.ts'
import { composing } from '../../../web/keys.ts'
import { Dialog } from '../../../web/parts/dialog.tsx'
import { Icon } from '../../../web/parts/icons.tsx'
import { Avatar } from '../../../web/parts/marks.tsx'
import type { Conversation } from '../../conversation/domain.ts'
import type { PersonFigures, TeamFigures } from './board-figures.ts'
import { giveTo, handOverAll, type To, whisperIn } from './directing.ts'
import { Load } from './figures.tsx'

interface Choice {
  key: string
  name: string
  to: To | 'queue'
  person: PersonFigures | null
  /** Where there is not enough room for it: how much there is. */
  short: number | null
}

interface ChooserProps {
  choices: readonly Choice[]
  chosen: Choice | undefined
  choose(key: string): void
  submit(): void
}

/** Online without a browser that is heard of is not there. */
const stands = ({ state, here }: PersonFigures) => (state === 'online' && !here ? 'away' : state)

/** Teams and people, found by typing; arrows choose, Enter confirms. */
const Chooser = ({ choices, chosen, choose, submit }: ChooserProps) => {
  const { t } = useTranslation()
  const id = useId()
  const [text, setText] = useState('')
  const found = ranked(text, [...choices], (c) => [c.name])
  const onKeyDown = (e: React.KeyboardEvent) => {
    if (composing(e.nativeEvent)) return
    const by = { ArrowDown: 1, ArrowUp: -1 }[e.key]
    if (by !== undefined && found.length > 0) {
      const at = chosen ? found.indexOf(chosen) : -1
      const next = found[(at + by + found.length) % found.length]
      if (next) choose(next.key)
    } else if (e.key === 'Enter') submit()
    else return
    e.preventDefault()
  }
  return (
    <>
      <input
        data-first
        className="input"
        value={text}
        placeholder={t('board.findTo')}
        role="combobox"
        aria-label={t('board.findTo')}
        aria-expanded="true"
        aria-controls={id}
        aria-activedescendant={chosen ? `${id}-${chosen.key}` : undefined}
        onKeyDown={onKeyDown}
        onChange={(e) => {
          setText(e.target.value)
          const [first] = ranked(e.target.value, [...choices], (c) => [c.name])
          if (first) choose(first.key)
        }}
      />
      <div id={id} className="options options-tall" role="listbox" aria-label={t('board.findTo')}>
        {found.length === 0 && <p className="faint">{t('dialog.nobody')}</p>}
        {found.map((c) => (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the field above has the keyboard
          <div
            key={c.key}
            id={`${id}-${c.key}`}
            role="option"
            tabIndex={-1}
            aria-selected={c === chosen}
            className="option"
            onClick={() => choose(c.key)}
          >
            {c.person ? <Avatar name={c.name} small /> : <Icon name="chats" />}
            <span className="option-name">{c.name}</span>
            {c.short !== null && (
              <span className="count-red small">
                {c.short > 0 ? t('board.roomLeft', { count: c.short }) : t('board.noRoom')}
              </span>
            )}
            {c.person && (
              <>
                <span className={`state-dot state-${stands(c.person)}`} />
                <span className="faint small">{t(`rail.${stands(c.person)}`)}</span>
                <Load taken={c.person.load} limit={c.person.slots} label={c.name} />
              </>
            )}
          </div>
        ))}
      </div>
    </>
  )
}

const personChoice = (person: PersonFigures, needs: number): Choice => ({
  key: `p${person.personId}`,
  name: person.name,
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
  const [key, setKey] = useState<string | null>(null)
  const [note, setNote] = useState('')
  const choices: Choice[] = [
    ...people
      .filter((p) => p.personId !== c.assignee && p.shops.some(({ shopId }) => shopId === c.shopId))
      .map((p) => personChoice(p, c.route?.slots ?? 1)),
    ...teams
      .filter(({ shopId }) => shopId === c.shopId)
      .map(({ code, name }) => ({
        key: `t${code}`,
        name: t('board.teamCalled', { name }),
        ...{ to: { team: code }, person: null, short: null },
      })),
  ]
  const chosen = choices.find((one) => one.key === key) ?? choices[0]
  const give = async () => {
    if (!chosen || chosen.to === 'queue') return
    if (await giveTo(c, chosen.to, chosen.name, note.trim())) close()
  }
  return (
    <Dialog title={t('board.giveTitle', { buyer: c.buyerName })} close={close}>
      <div className="dialog-body">
        <Chooser choices={choices} chosen={chosen} choose={setKey} submit={() => void give()} />
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
          <button type="button" className="button button-main" disabled={!chosen} onClick={() => void give()}>
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
  const [key, setKey] = useState<string | null>(null)
  const shopIds = person.shops.filter(({ load }) => load > 0).map(({ shopId }) => shopId)
  const choices: Choice[] = [
    { key: 'queue', name: t('board.toQueue'), to: 'queue', person: null, short: null },
    ...people
      .filter(
        (p) =>
          p.personId !== person.personId &&
          shopIds.every((id) => p.shops.some(({ shopId }) => shopId === id)),
      )
      .map((p) => personChoice(p, person.load)),
  ]
  const chosen = choices.find((one) => one.key === key) ?? choices[0]
  const hand = async () => {
    if (!chosen || shopIds.length === 0) return
    const to = chosen.to === 'queue' ? 'queue' : chosen.person?.personId
    if (to !== undefined && (await handOverAll(shopIds, person.personId, to))) close()
  }
  return (
    <Dialog title={t('board.handOverTitle', { name: person.name })} close={close}>
      <div className="dialog-body">
        <p>{t('board.handOverSays', { name: person.name, count: person.talks, waiting: person.waiting })}</p>
        <Chooser choices={choices} chosen={chosen} choose={setKey} submit={() => void hand()} />
        {chosen !== undefined && chosen.short !== null && (
          <p className="count-amber">{t('board.roomFor', { name: chosen.name })}</p>
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
