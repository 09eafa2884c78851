import type { ConversationEvent, Notice } from '../conversation/domain.ts'

/** Who had the conversation before a line of its history, as far as the line tells. Null where nobody lost it. */
const lostBy = (notice: Notice): number[] | null => {
  switch (notice.what) {
    case 'taken':
      return [notice.from]
    case 'queued':
      return notice.from === null ? [] : [notice.from]
    // A supervisor sends on what others have. Lines of before this was written down do not say whose it was.
    case 'transferred':
      return notice.from == null ? [notice.by] : [notice.from]
    case 'snoozed':
      return [notice.by]
    case 'closed':
      return notice.by === null ? [] : [notice.by]
    // One that was offered to colleagues, or was being moved, had somebody until now.
    case 'claimed':
    case 'assigned':
      return notice.from == null ? [] : [notice.from]
    default:
      return null
  }
}

/** The people who may have got slots back by what happened to a conversation; [] for nobody. */
export const releasedBy = ({ conversation, messages }: ConversationEvent): number[] => {
  const lost = messages.flatMap(({ detail }) => (detail?.notice ? [lostBy(detail.notice)] : []))
  const people = lost.filter((some) => some !== null)
  if (people.length === 0) return []
  const { assignee, route } = conversation
  return [...people.flat(), ...(assignee === null ? [] : [assignee]), ...(route?.passed ?? [])]
}
