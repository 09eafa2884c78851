import { useTranslation } from 'react-i18next'

/** What shop people use: faces, gestures, hearts, parcels. A picture of every emoji there is would be 40 times as long. */
const emoji = [
  ...'😀😄😁😆😅🤣😂🙂😉😊😇🥰😍😘😋😜🤪🤗🤭🤔😐😑😶🙄😏😌😴😷🤧😵😎🤓😕😟🙁😮😲😳🥺😢😭😱😖😞😓😩😤😡',
  ...'👍👎👌✌🤞🤝🙏👏💪👋🤙👉👈👆👇🙌🙋🙇🤦🤷',
  ...'❤🧡💛💚💙💜💔💕💖✨🌟⭐🔥🎉🎊🎁🌹🌸🌻🍀☀🌙☔⚡',
  ...'📦🚚🚀🛒🛍💰💳🧧🎫📮📞💬📷🔔⏰📅✅❌❓❗💯🆗🆕🔝',
]

const EmojiPanel = ({ insert }: { insert(one: string): void }) => {
  const { t } = useTranslation()
  return (
    <fieldset className="emoji" aria-label={t('composer.emoji')}>
      {emoji.map((one) => (
        <button key={one} type="button" onMouseDown={(e) => e.preventDefault()} onClick={() => insert(one)}>
          {one}
        </button>
      ))}
    </fieldset>
  )
}
export default EmojiPanel
