import type { ReactNode } from 'react'
import { addressOfTalk, goTo } from '../../../web/nav.ts'

/** Leads to a conversation, as a link that can also be opened in another window. */
export const TalkLink = ({
  shopId,
  id,
  messageId,
  children,
}: {
  shopId: number
  id: number
  messageId?: number | undefined
  children: ReactNode
}) => {
  const address = addressOfTalk(shopId, id, messageId)
  return (
    <a
      className="talk-link"
      href={address}
      onClick={(e) => {
        if (e.ctrlKey || e.metaKey || e.shiftKey) return
        e.preventDefault()
        goTo(address)
      }}
    >
      {children}
    </a>
  )
}

/** A share of a whole as a bar, with its words beside it for whoever does not see it. */
export const Bar = ({
  share,
  tone,
  label,
}: {
  share: number
  tone: 'red' | 'good' | 'brand'
  label: string
}) => (
  <span className="bar" role="img" aria-label={label} title={label}>
    <span className={`bar-${tone}`} style={{ width: `${Math.min(1, Math.max(0, share)) * 100}%` }} />
  </span>
)
