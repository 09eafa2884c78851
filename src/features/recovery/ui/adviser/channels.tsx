import { Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage } from '../../../../shared/said.ts'
import type { Advice } from '../../domain/adviser/advice.ts'
import { number, percent, points, wholeYuan } from '../results/figures.ts'

type Row = Advice['channels'][number]

/** The channels side by side: whom each reaches, what it costs, from when on it pays, what it brought here. */
export const Channels = ({ channels }: { channels: readonly Row[] }) => {
  const { t, i18n } = useTranslation()
  const language = i18n.language
  const n = (value: number) => number(value, language)
  return (
    <section className="block">
      <h2 className="block-title">{t('recovery.adviser.channels.title')}</h2>
      <p className="block-says">
        {t('recovery.adviser.channels.breakEven')}
        {language.startsWith('zh') ? '：' : ': '}
        {t('recovery.adviser.channels.breakEvenSays')}
      </p>
      <Table<Row>
        size="small"
        rowKey="channel"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={[...channels]}
        columns={[
          {
            title: t('recovery.adviser.channels.channel'),
            render: (_, { channel, use }) => (
              <>
                <strong>{t(`recovery.channel.${channel}`)}</strong>{' '}
                <span className={`recovery-verdict ${use ? 'recovery-verdict-better' : ''}`}>
                  {t(`recovery.adviser.channels.${use ? 'use' : 'leave'}`)}
                </span>
              </>
            ),
          },
          {
            title: t('recovery.adviser.channels.reach'),
            render: (_, { reach, reachFrom }) =>
              reach === null ? (
                t('recovery.adviser.known.unknown')
              ) : (
                <>
                  {percent(reach, language)}
                  {reachFrom && (
                    <div className="small faint">{t(`recovery.adviser.channels.${reachFrom}`)}</div>
                  )}
                </>
              ),
          },
          {
            title: t('recovery.adviser.channels.cost'),
            align: 'right',
            render: (_, { costLi }) => `¥${number(costLi / 1000, language, costLi % 10 === 0 ? 2 : 3)}`,
          },
          {
            title: t('recovery.adviser.channels.breakEven'),
            align: 'right',
            render: (_, { breakEven, costLi }) =>
              breakEven === null || costLi === 0
                ? '–'
                : t('recovery.results.pointsShort', { n: number(breakEven * 100, language, 2) }),
          },
          {
            title: t('recovery.adviser.channels.effect'),
            render: (_, { effect, effectPlans }) =>
              effect ? (
                <>
                  {t('recovery.results.pointsShort', { n: points(effect.value, language) })}
                  <div className="small faint digits">
                    {t('recovery.results.range', {
                      low: points(effect.low, language),
                      high: points(effect.high, language),
                    })}{' '}
                    · {t('recovery.adviser.channels.plans', { count: effectPlans })}
                  </div>
                </>
              ) : (
                <span className="faint">{t('recovery.adviser.channels.notMeasured')}</span>
              ),
          },
          {
            title: t('recovery.adviser.channels.perDay'),
            render: (_, { use, perDay, costFen, minutes }) =>
              use ? (
                <>
                  {t('recovery.results.people', { count: Math.round(perDay) })}
                  <div className="small faint">
                    {wholeYuan(costFen, language)}
                    {minutes > 0 && ` · ${t('recovery.adviser.known.minutes', { n: n(minutes) })}`}
                  </div>
                </>
              ) : (
                '–'
              ),
          },
          {
            title: t('recovery.adviser.channels.net'),
            align: 'right',
            render: (_, { netFen }) =>
              netFen ? (
                <>
                  {wholeYuan(netFen.value, language)}
                  <div className="small faint digits">
                    {t('recovery.results.range', {
                      low: wholeYuan(netFen.low, language),
                      high: wholeYuan(netFen.high, language),
                    })}
                  </div>
                </>
              ) : (
                '–'
              ),
          },
          {
            title: t('recovery.adviser.channels.because'),
            render: (_, { because }) => (
              <div className="recovery-because">{inLanguage(because, language)}</div>
            ),
          },
        ]}
      />
    </section>
  )
}
