import { memo, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { clockTime, dateTime } from '../../../web/format.ts'
import { goTo } from '../../../web/nav.ts'
import { Icon } from '../../../web/parts/icons.tsx'
import { Avatar } from '../../../web/parts/marks.tsx'
import { besides } from '../../catalog/domain/card-words.ts'
import type { Message } from '../domain.ts'
import { CardBox } from './card-box.tsx'
import type { Delivered, Sending } from './lines.ts'
import { Marked } from './marked.tsx'
import { type Names, noticeText } from './notice.ts'

const icons = { sent: 'check', delivered: 'checks', seen: 'eye', failed: 'alert' } as const

const DeliveryMark = ({ state }: { state: Delivered }) => {
  const { t } = useTranslation()
  return (
    <span className={`delivery delivery-${state}`}>
      <Icon name={icons[state]} size={13} />
      {state === 'failed' ? (
        <button type="button" className="link" title={t('stream.letters')} onClick={() => goTo('/letters')}>
          {t('stream.failed')}
        </button>
      ) : (
        t(`stream.${state}`)
      )}
    </span>
  )
}

const Picture = ({ message, enlarge }: { message: Message; enlarge: (address: string) => void }) => {
  const { t } = useTranslation()
  const { picture, detail } = message
  if (picture === null) return null
  const address = `/files/${picture}`
  // Its place is kept before it has come, so that the stream does not jump.
  const { width = 240, height = 180 } = detail ?? {}
  const scale = Math.min(1, 260 / width, 260 / height)
  return (
    <button type="button" className="picture" onClick={() => enlarge(address)}>
      <img
        src={address}
        alt={message.author === 'buyer' ? t('stream.picture') : t('stream.pictureOut')}
        width={Math.round(width * scale)}
        height={Math.round(height * scale)}
        loading="lazy"
      />
    </button>
  )
}

const LINK = /(https?:\/\/[^\s<>"'，。；！？、）】]+)/g
/** Text with its addresses as links, and what was searched for marked. */
const Text = ({ text, find }: { text: string; find?: string | undefined }): ReactNode =>
  text.split(LINK).map((part, i) =>
    i % 2 === 1 ? (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one unchanging text
      <a key={i} href={part} target="_blank" rel="noreferrer noopener nofollow">
        {part}
      </a>
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: pieces of one unchanging text
      <Marked key={i} text={part} find={find} />
    ),
  )

interface BubbleProps {
  message: Message
  joined: boolean
  delivered: Delivered | null
  names: Names
  find?: string | undefined
  enlarge(address: string): void
}

export const Bubble = memo(({ message: m, joined, delivered, names, find, enlarge }: BubbleProps) => {
  const { t, i18n } = useTranslation()
  const time = clockTime(m.sentAt, i18n.language)
  if (m.kind === 'notice')
    return (
      <div className={m.detail?.notice?.what === 'breached' ? 'notice notice-breached' : 'notice'}>
        <span title={dateTime(m.sentAt, i18n.language)}>
          {m.detail?.notice ? noticeText(m.detail.notice, names, i18n.language) : m.text} · {time}
        </span>
      </div>
    )
  const fromBuyer = m.author === 'buyer'
  const assistant = m.author === 'assistant-auto' || m.author === 'assistant-assist'
  const person = m.personId === null ? null : (names.person(m.personId) ?? t('stream.someone'))
  const who = fromBuyer
    ? names.buyer
    : (person ?? (assistant ? null : t(m.author === 'agent' ? 'stream.someone' : 'stream.system')))
  const mode = assistant ? t(m.author === 'assistant-auto' ? 'stream.auto' : 'stream.assist') : null
  const side = fromBuyer ? 'in' : 'out'
  const whisper = m.kind === 'note' && m.detail?.whisper === true
  const card = m.detail?.card
  const text = card ? besides(m.text, card) : m.text
  const kind = whisper ? 'whisper' : m.kind === 'note' ? 'note' : assistant ? 'auto' : side
  return (
    <div className={`line line-${side}${joined ? ' line-joined' : ''}`}>
      <span className="line-face">
        {!joined &&
          (assistant && person === null ? (
            <span className="avatar avatar-small avatar-assistant" aria-hidden="true">
              <Icon name="spark" size={14} />
            </span>
          ) : (
            <Avatar name={who ?? '?'} small />
          ))}
      </span>
      <div className="line-body">
        {!joined && (
          <div className="line-who">
            {who && <span>{who}</span>}
            {mode && <span className="mode">{mode}</span>}
            {m.detail?.filler && (
              <span className="mode mode-filler" title={t('stream.filler')}>
                ≈
              </span>
            )}
            <time dateTime={new Date(m.sentAt).toISOString()} title={dateTime(m.sentAt, i18n.language)}>
              {time}
            </time>
          </div>
        )}
        <div
          className={`bubble bubble-${kind}${m.picture === null ? '' : ' bubble-picture'}${card ? ' bubble-card' : ''}`}
          title={m.detail?.rule && !m.detail.filler ? t('stream.rule', { rule: m.detail.rule }) : time}
        >
          {m.kind === 'note' && (
            <span className="note-mark">
              <Icon name={whisper ? 'hand' : 'note'} size={13} />
              {t(whisper ? 'stream.whisper' : 'stream.note')}
            </span>
          )}
          <Picture message={m} enlarge={enlarge} />
          {text !== '' && (
            <span className="bubble-text">
              <Text text={text} find={find} />
            </span>
          )}
          {card && <CardBox card={card} find={find} />}
        </div>
        {delivered && <DeliveryMark state={delivered} />}
      </div>
    </div>
  )
})
Bubble.displayName = 'Bubble'

interface SendingProps {
  sending: Sending
  again(clientId: string): void
  discard(clientId: string): void
}

/** A line that has not reached the desk. */
export const SendingBubble = ({ sending: s, again, discard }: SendingProps) => {
  const { t } = useTranslation()
  const text = s.card ? besides(s.text, s.card) : s.text
  return (
    <div className="line line-out">
      <span className="line-face" />
      <div className="line-body">
        <div
          className={`bubble bubble-${s.whisper ? 'whisper' : s.kind === 'note' ? 'note' : 'out'} bubble-sending${s.card ? ' bubble-card' : ''}`}
        >
          {s.picture !== null && <img className="thumb" src={`/files/${s.picture}`} alt="" />}
          {text !== '' && <span className="bubble-text">{text}</span>}
          {s.card && <CardBox card={s.card} />}
        </div>
        {s.failed ? (
          <span className="delivery delivery-failed" role="alert">
            <Icon name="alert" size={13} />
            {t('stream.notSent')}
            <button type="button" className="link" onClick={() => again(s.clientId)}>
              {t('stream.again')}
            </button>
            <button type="button" className="link" onClick={() => discard(s.clientId)}>
              {t('stream.discard')}
            </button>
          </span>
        ) : (
          <span className="delivery delivery-sending">
            <Icon name="clock" size={13} />
            {t('stream.sending')}
          </span>
        )}
      </div>
    </div>
  )
}
