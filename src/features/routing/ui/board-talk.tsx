import { useTranslation } from 'react-i18next'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { Icon, type IconName } from '../../../web/parts/icons.tsx'
import { PlatformMark } from '../../../web/parts/marks.tsx'
import type { Judged } from '../../clock/ui/judge.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { me, shopOf } from '../../shop/ui/session.ts'
import { waitsSince } from './board-figures.ts'
import { takeOver } from './directing.ts'
import { Clock, Money } from './figures.tsx'

/** What may be done with a conversation that needs more than a click. */
export type Ask = { what: 'give' | 'whisper'; conversation: Conversation }

interface TalkProps {
  conversation: Conversation
  judged: Judged
  /** Where it belongs and why it waits, in words. */
  says: string
  many: boolean
  ask(what: Ask): void
}

/** One conversation on the board: what it is about, and everything a supervisor may do with it. */
export const TalkLine = ({ conversation: c, judged, says, many, ask }: TalkProps) => {
  const { t } = useTranslation()
  const shop = shopOf(c.shopId)
  const open = () => goTo(addressOfTalk(c.shopId, c.id))
  const deed = (icon: IconName, label: string, run: () => void) => (
    <button
      type="button"
      className="icon-button"
      title={label}
      aria-label={`${label}: ${c.buyerName}`}
      onClick={run}
    >
      <Icon name={icon} size={16} />
    </button>
  )
  return (
    <div className="board-talk">
      <button type="button" className="board-talk-open" data-row onClick={open} title={t('board.watch')}>
        <span className="board-talk-line">
          {many && shop && <PlatformMark platform={shop.platform} />}
          <b className="board-talk-name">{c.buyerName}</b>
          {(judged.waits || judged.standing) && <Clock judged={judged} since={waitsSince(c, judged)} />}
          {(judged.standing?.stake ?? 0) > 0 && <Money fen={judged.standing?.stake ?? 0} />}
        </span>
        <span className="board-talk-says">
          {says && <span className="faint">{says} · </span>}
          {c.lastText || t('list.picture')}
        </span>
      </button>
      <span className="board-talk-deeds">
        {c.assignee !== null &&
          deed('note', t('board.whisper'), () => ask({ what: 'whisper', conversation: c }))}
        {deed('transfer', t('board.give'), () => ask({ what: 'give', conversation: c }))}
        {c.assignee !== me.get()?.personId && deed('hand', t('board.take'), () => void takeOver(c))}
        {deed('eye', t('board.watch'), open)}
      </span>
    </div>
  )
}

/** Arrows move between the rows of a list, Home and End to its ends. */
export const stepRows = (e: React.KeyboardEvent<HTMLElement>) => {
  if (e.ctrlKey || e.metaKey || e.altKey || e.shiftKey) return
  const all = [...e.currentTarget.querySelectorAll<HTMLElement>('[data-row]')]
  const at = all.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[e.key]
  if (to === undefined || at < 0) return
  e.preventDefault()
  all[Math.max(0, Math.min(all.length - 1, to))]?.focus()
}
