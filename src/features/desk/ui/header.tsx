import { useTranslation } from 'react-i18next'
import { useCell } from '../../../web/cell.ts'
import { available, commandNamed, keysOf } from '../../../web/commands.ts'
import { languageNow } from '../../../web/i18n.ts'
import { Icon, type IconName } from '../../../web/parts/icons.tsx'
import { shortcutText } from '../../../web/parts/keys.tsx'
import { PlatformMark } from '../../../web/parts/marks.tsx'
import { useScene } from '../../../web/shell/scene.ts'
import type { Conversation } from '../../conversation/domain.ts'
import { preferences } from '../../shop/ui/preferences.ts'
import { shopOf } from '../../shop/ui/session.ts'
import { RunningClocks } from './clock/running.tsx'
import { deeds } from './deeds.ts'
import { Owner } from './standing.tsx'
import { show, view } from './view.ts'

const buttons: { name: string; icon: IconName; text: boolean }[] = [
  { name: 'claim', icon: 'hand', text: true },
  { name: 'take', icon: 'hand', text: true },
  { name: 'wake', icon: 'clock', text: true },
  { name: 'reopen', icon: 'again', text: true },
  { name: 'transfer', icon: 'transfer', text: false },
  { name: 'snooze', icon: 'moonzz', text: false },
  { name: 'tags', icon: 'tag', text: false },
  { name: 'close-and-next', icon: 'check', text: true },
]

/** A button drawn from its command: label, shortcut, whether it makes sense now. */
const CommandButton = ({ name, icon, text }: (typeof buttons)[number]) => {
  const command = commandNamed(name)
  const { shortcuts } = useCell(preferences)
  const usable = useScene((scene) => command !== undefined && available(command, scene))
  if (!command || !usable) return null
  const label = command.label[languageNow()]
  const key = keysOf(command, shortcuts)[0]
  return (
    <button
      type="button"
      className={text ? 'button button-small' : 'icon-button'}
      title={key ? `${label} (${shortcutText(key)})` : label}
      aria-label={label}
      aria-keyshortcuts={key?.replace('mod', 'Control')}
      onClick={() => command.run(deeds)}
    >
      <Icon name={icon} size={text ? 15 : 18} />
      {text && <span>{label}</span>}
    </button>
  )
}

export const Header = ({ conversation: c }: { conversation: Conversation }) => {
  const { t } = useTranslation()
  const shop = shopOf(c.shopId)
  const panel = useCell(view, (v) => v.panel)
  // Who may take a colleague's conversation need not be offered it as well: it comes to the same.
  const mayTake = useScene((scene) => {
    const take = commandNamed('take')
    return take !== undefined && available(take, scene)
  })
  return (
    <header className="talk-head">
      <div className="talk-title">
        <h1>{c.buyerName}</h1>
        <div className="talk-facts">
          {shop && <PlatformMark platform={shop.platform} />}
          <Owner conversation={c} />
          {c.status !== 'open' && <span className="status">{t(`list.${c.status}`)}</span>}
          <span className="talk-more">
            <span className="talk-shop">{shop?.name}</span>
            {c.tags.map((tag) => (
              <span key={tag} className="tag">
                {tag}
              </span>
            ))}
          </span>
        </div>
      </div>
      <RunningClocks conversation={c} />
      <div className="talk-actions">
        {buttons
          .filter(({ name }) => name !== 'claim' || !mayTake)
          .map((button) => (
            <CommandButton key={button.name} {...button} />
          ))}
        <button
          type="button"
          className="icon-button"
          title={t(panel.open ? 'panel.hide' : 'panel.show')}
          aria-label={t(panel.open ? 'panel.hide' : 'panel.show')}
          aria-expanded={panel.open}
          onClick={() => show({ panel: { ...panel, open: !panel.open } })}
        >
          <Icon name="panel" />
        </button>
      </div>
    </header>
  )
}
