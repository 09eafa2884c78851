import { useTranslation } from 'react-i18next'
import { commands, type Group, keysOf, type Remapped } from '../commands.ts'
import { languageNow } from '../i18n.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Keycaps } from '../parts/keys.tsx'

/** In this order they fill two columns evenly. */
const groups: Group[] = ['moving', 'writing', 'conversation', 'desk']

/** Every shortcut as it is now, with the person's own. */
export const Help = ({ remapped, close }: { remapped: Remapped; close: () => void }) => {
  const { t } = useTranslation()
  const language = languageNow()
  return (
    <Dialog title={t('dialog.help')} close={close} wide>
      <div className="dialog-body">
        <p className="faint">{t('dialog.helpSays')}</p>
        <div className="help">
          {groups.map((group) => (
            <section key={group}>
              <h3>{t(`dialog.groups.${group}`)}</h3>
              <dl>
                {commands
                  .filter((c) => c.group === group)
                  .map((c) => ({ c, keys: keysOf(c, remapped) }))
                  .filter(({ keys }) => keys.length > 0)
                  .map(({ c, keys }) => (
                    <div key={c.name}>
                      <dt>{c.label[language]}</dt>
                      <dd>
                        {keys.map((combo, i) => (
                          <span key={combo}>
                            {i > 0 && <span className="faint"> {t('dialog.orElse')} </span>}
                            <Keycaps combo={combo} />
                          </span>
                        ))}
                      </dd>
                    </div>
                  ))}
              </dl>
            </section>
          ))}
        </div>
      </div>
    </Dialog>
  )
}
