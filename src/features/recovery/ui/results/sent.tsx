import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { Why } from '../../domain/case.ts'
import type { SendingChannel } from '../../domain/plan.ts'
import type { PlanResults } from '../../domain/results.ts'
import { number, percent, wholeYuan } from './figures.ts'

type Step = PlanResults['steps'][number]

/** What was sent step by step, how long after the order, and why what did not leave did not. */
export const Sent = ({ results }: { results: PlanResults }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const { steps, delays, suppressed } = results
  const n = (value: number) => number(value, language)
  const after = (paid: number, sent: number) =>
    sent > 0 ? `${n(paid)} · ${percent(paid / sent, language)}` : '–'
  const time = (minutes: number) =>
    minutes < 60 || minutes % 60 !== 0
      ? t('recovery.adviser.known.minutes', { n: n(minutes) })
      : t('recovery.adviser.known.hours', { n: n(minutes / 60) })
  const most = Math.max(1, ...suppressed.map(({ count }) => count))
  const mostSent = Math.max(1, ...delays.map(({ sent }) => sent))
  return (
    <>
      <section className="block">
        <h2 className="block-title">{t('recovery.results.steps.title')}</h2>
        <p className="block-says">{t('recovery.results.steps.says')}</p>
        {steps.length === 0 ? (
          <p className="faint">{t('recovery.results.steps.none')}</p>
        ) : (
          <Table<Step>
            size="small"
            rowKey={({ step, channel }) => `${step} ${channel}`}
            pagination={false}
            scroll={{ x: 'max-content' }}
            dataSource={steps}
            columns={[
              { title: t('recovery.results.steps.step'), dataIndex: 'step' },
              {
                title: t('recovery.results.steps.channel'),
                render: (_, { channel }) => t(`recovery.channel.${channel as SendingChannel}`),
              },
              { title: t('recovery.results.steps.sent'), align: 'right', render: (_, s) => n(s.sent) },
              {
                title: t('recovery.results.steps.suppressed'),
                align: 'right',
                render: (_, s) => n(s.suppressed),
              },
              {
                title: t('recovery.results.steps.paidAfter'),
                align: 'right',
                render: (_, s) => after(s.paidAfter, s.sent),
              },
              {
                title: t('recovery.results.steps.cost'),
                align: 'right',
                render: (_, s) => wholeYuan(s.costFen, language),
              },
            ]}
          />
        )}
      </section>
      {(delays.length > 0 || suppressed.length > 0) && (
        <section className="block recovery-two">
          <div>
            <h2 className="block-title">{t('recovery.results.delays.title')}</h2>
            <ul className="recovery-bars">
              {delays.map(({ minutes, sent, paidAfter }) => (
                <li key={minutes}>
                  <span>≥ {time(minutes)}</span>
                  <span className="recovery-bar" aria-hidden="true">
                    <span style={{ width: `${(sent / mostSent) * 100}%` }} className="recovery-bar-sent" />
                  </span>
                  <span className="digits">{n(sent)}</span>
                  <span className="digits faint small">
                    {t('recovery.results.steps.paidAfter')} {after(paidAfter, sent)}
                  </span>
                </li>
              ))}
            </ul>
          </div>
          <div>
            <h2 className="block-title">{t('recovery.results.suppressed.title')}</h2>
            <ul className="recovery-bars">
              {suppressed.map(({ why, count }) => (
                <li key={why}>
                  <span>{t(`recovery.why.${why as Why | 'other'}`)}</span>
                  <span className="recovery-bar" aria-hidden="true">
                    <span style={{ width: `${(count / most) * 100}%` }} className="recovery-bar-not" />
                  </span>
                  <span className="digits">{n(count)}</span>
                </li>
              ))}
            </ul>
          </div>
        </section>
      )}
    </>
  )
}
