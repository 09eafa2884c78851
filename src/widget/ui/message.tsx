/** @jsxImportSource preact */
import { partsOf } from '../links.ts'
import type { Outgoing } from '../outgoing.ts'
import { type BuyerMessage, besides, withProduct } from '../wire.ts'
import type { Words } from '../words.ts'
import { CardBox } from './card.tsx'
import type { Shown } from './context.ts'
import { Icon } from './icons.tsx'

const Text = ({ text }: { text: string }) => (
  <p class="text">
    {partsOf(text).map((part, i) =>
      part.href ? (
        // biome-ignore lint/suspicious/noArrayIndexKey: a text never changes
        <a key={i} href={part.href} target="_blank" rel="noopener noreferrer nofollow">
          {part.text}
        </a>
      ) : (
        part.text
      ),
    )}
  </p>
)

/** Room for a picture before it is there: nothing jumps when it comes. */
const boxOf = (size: { width: number; height: number } | null) => {
  const { width, height } = size ?? { width: 200, height: 150 }
  const scale = Math.min(1, 220 / width, 260 / height)
  return { width: Math.max(40, Math.round(width * scale)), height: Math.max(40, Math.round(height * scale)) }
}

const Picture = (props: {
  src: string
  size: { width: number; height: number } | null
  alt: string
  onView?: (src: string) => void
}) => {
  const { src, size, alt, onView } = props
  const image = <img src={src} alt={alt} {...boxOf(size)} loading="lazy" decoding="async" />
  return onView ? (
    <button type="button" class="picture" onClick={() => onView(src)}>
      {image}
    </button>
  ) : (
    <span class="picture">{image}</span>
  )
}

export const speakerOf = ({ from, name }: Pick<BuyerMessage, 'from' | 'name'>, words: Words): string => {
  if (from === 'buyer') return words.you
  return from === 'agent' ? (name ?? words.agent) : from === 'assistant' ? words.assistant : words.title
}

export const Said = (
  props: Shown & { message: BuyerMessage; named: boolean; time: string; onView: (src: string) => void },
) => {
  const { message, named, time, words, desk, onView } = props
  const mine = message.from === 'buyer'
  const speaker = speakerOf(message, words)
  const { card } = message
  const text = card ? besides(message.text, card) : message.text
  return (
    <li class={mine ? 'said mine' : 'said'}>
      {named && !mine && <span class="speaker">{speaker}</span>}
      <div class="bubble">
        <span class="unseen">
          {speaker}, {time}:
        </span>
        {message.picture && (
          <Picture
            src={`${desk}/files/${message.picture}`}
            size={message.size}
            alt={words.pictureFrom(speaker)}
            onView={onView}
          />
        )}
        {text !== '' && <Text text={text} />}
        {card && <CardBox {...props} card={card} />}
      </div>
    </li>
  )
}

/** A message on its way. */
export const Going = ({ message, words, chat, desk }: Shown & { message: Outgoing }) => {
  const src = message.picture ? `${desk}/files/${message.picture}` : message.image?.url
  const { refused, clientId } = message
  return (
    <li class={refused ? 'said mine refused' : 'said mine going'}>
      <div class="bubble">
        {src && <Picture src={src} size={message.image} alt={words.pictureFrom(words.you)} />}
        {message.text !== '' && <Text text={withProduct(message.text, message.product)} />}
      </div>
      {refused ? (
        <span class="fate">
          <Icon of="wrong" />
          {words.refused[refused] ?? words.refused.other}
          <button type="button" class="link" onClick={() => chat.retry(clientId)}>
            {words.retry}
          </button>
          <button type="button" class="link" onClick={() => chat.discard(clientId)}>
            {words.drop}
          </button>
        </span>
      ) : (
        <span class="fate">
          <Icon of="wait" />
          {words.sending}
        </span>
      )}
    </li>
  )
}
