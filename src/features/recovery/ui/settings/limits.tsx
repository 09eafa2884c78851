import { InputNumber, Switch, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { inLanguage, trustWords } from '../../../../shared/said.ts'
import type { ChannelLimit } from '../../domain/settings.ts'
import type { PartProps } from './part.ts'

/** What platforms allow, with where that is from and how far to trust it. */
export const Limits = ({ settings, set, editable }: PartProps) => {
  const { t, i18n } = useTranslation()
  const { limits } = settings
  const change = (i: number, next: Partial<ChannelLimit>) => {
    const limit = limits[i]
    if (limit) set({ limits: limits.with(i, { ...limit, ...next, trust: 'own' }) })
  }
  return (
    <section className="block">
      <h2 className="block-title">{t('errands.settings.limits')}</h2>
      <p className="block-says">{t('errands.settings.limitsSays')}</p>
      <Table<ChannelLimit>
        size="small"
        rowKey={({ platform, channel }) => `${platform} ${channel}`}
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={limits}
        columns={[
          {
            title: t('errands.settings.platform'),
            render: (_, l) => (
              <>
                {t(`platform.${l.platform}`)} · {t(`errands.outs.channels.${l.channel}`)}
              </>
            ),
          },
          {
            title: t('errands.settings.allowed'),
            render: (_, l, i) => (
              <Switch
                size="small"
                aria-label={`${t('errands.settings.allowed')} · ${t(`platform.${l.platform}`)}`}
                disabled={!editable}
                checked={l.allowed}
                onChange={(allowed) => change(i, { allowed })}
              />
            ),
          },
          {
            title: t('errands.settings.unanswered'),
            render: (_, l, i) => (
              <InputNumber
                size="small"
                style={{ width: 90 }}
                aria-label={`${t('errands.settings.unanswered')} · ${t(`platform.${l.platform}`)}`}
                min={1}
                max={50}
                precision={0}
                placeholder={t('errands.settings.unlimited')}
                disabled={!editable}
                value={l.unanswered}
                onChange={(unanswered) => change(i, { unanswered })}
              />
            ),
          },
          {
            title: t('errands.settings.source'),
            render: (_, l) => (
              <div style={{ maxWidth: 460, whiteSpace: 'normal' }}>
                {inLanguage(l.says, i18n.language)}
                <div className="faint small">
                  {t('sms.rules.source', {
                    ...{ source: l.source, date: l.date },
                    trust: inLanguage(trustWords[l.trust], i18n.language),
                  })}
                </div>
              </div>
            ),
          },
        ]}
      />
    </section>
  )
}
