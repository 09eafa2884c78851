import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { deskNow } from '../../../web/clock.ts'
import type { Phase, Wave } from '../domain/phase.ts'
import { lasting } from './lasting.ts'
import { PhaseTag } from './phase-tag.tsx'
import { standingOf } from './standing.ts'
import { lastSecond, said } from './when.ts'

interface PhaseTableProps {
  waves: readonly Pick<Wave, 'code' | 'name' | 'phases'>[]
  zone: string
  caption: string
  /** With it, each row says how it stands, and can be edited. */
  edit?: (() => void) | undefined
  standing?: boolean
}

/** The timeline in words: each phase with its first and its last second. */
export const PhaseTable = ({ waves, zone, caption, edit, standing = false }: PhaseTableProps) => {
  const { t, i18n } = useTranslation()
  const now = deskNow()
  const time = (at: number) => said(at, zone, i18n.language, 'full')
  const rows = waves.flatMap(({ code, name, phases }) => phases.map((phase) => ({ code, wave: name, phase })))
  const stateOf = (phase: Phase) => standingOf([phase], now).is
  return (
    <table className="campaign-table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th>{t('campaign.wave')}</th>
          <th>{t('campaign.phaseOf')}</th>
          <th>{t('campaign.from')}</th>
          <th>{t('campaign.until')}</th>
          <th>{t('campaign.lasts')}</th>
          {standing && <th>{t('campaign.state')}</th>}
          {edit && <td />}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ code, wave, phase }) => (
          <tr key={`${code} ${phase.kind} ${phase.from}`}>
            <th scope="row">{wave}</th>
            <td>
              <PhaseTag kind={phase.kind} />
            </td>
            <td className="digits">{time(phase.from)}</td>
            <td className="digits">{time(lastSecond(phase.to))}</td>
            <td className="digits faint">
              {lasting(phase)
                .map(({ part, count }) => t(`campaign.lasting.${part}`, { count }))
                .join(' ')}
            </td>
            {standing && (
              <td>
                <span className={`campaign-standing campaign-${stateOf(phase)}`}>
                  {t(`campaign.standing.${stateOf(phase)}`)}
                </span>
              </td>
            )}
            {edit && (
              <td className="campaign-end">
                <Button
                  size="small"
                  aria-label={t('campaign.edit.of', { wave, phase: t(`campaign.phase.${phase.kind}`) })}
                  onClick={edit}
                >
                  {t('app.edit')}
                </Button>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
