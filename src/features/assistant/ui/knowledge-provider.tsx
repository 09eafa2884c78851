import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Input, Switch } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { client } from '../../../web/api.ts'
import { clockTime } from '../../../web/format.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Problem, Skeleton } from '../../../web/parts/states.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { ProviderSettings } from '../domain/provider.ts'
import { providerContract } from '../provider/contract.ts'
import { KNOWLEDGE } from './knowledge-api.ts'

const api = client(providerContract)

/** The outside model: where it is, what it is for, and whether it answers. */
export const ProviderForm = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const params = { shopId }
  const saved = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'provider'],
    queryFn: () => api.provider({ params }),
  })
  const [edited, setEdited] = useState<ProviderSettings | null>(null)
  const [key, setKey] = useState('')
  const about = [KNOWLEDGE, shopId, 'provider']
  const save = useSave(
    (given: ProviderSettings & { key?: string | null }) => api.setProvider({ params, body: given }),
    about,
    () => {
      setEdited(null)
      setKey('')
    },
  )
  const attempt = useSave(() => api.testProvider({ params }), about, undefined, null)
  if (saved.error) return <Problem error={saved.error} retry={() => void saved.refetch()} />
  if (!saved.data) return <Skeleton />
  const { keyKept, state, restsUntil, calls, failed, ignored, ...kept } = saved.data
  const settings = edited ?? kept
  const set = (change: Partial<ProviderSettings>) => setEdited({ ...settings, ...change })
  const changed = edited !== null || key !== ''
  const toggle = (name: 'enabled' | 'embeddings' | 'drafts', says?: string) => (
    <div className="shortcut">
      <span className="shortcut-name">
        {t(`knowledge.provider.${name}`)}
        {says && <div className="faint small">{says}</div>}
      </span>
      <Switch
        aria-label={t(`knowledge.provider.${name}`)}
        disabled={!editable}
        checked={settings[name]}
        onChange={(on) => set({ [name]: on })}
      />
    </div>
  )
  const text = (name: 'baseUrl' | 'embeddingModel' | 'chatModel', says?: string) => (
    <div className="field">
      <span className="field-name">{t(`knowledge.provider.${name}`)}</span>
      <Input
        aria-label={t(`knowledge.provider.${name}`)}
        maxLength={name === 'baseUrl' ? 300 : 100}
        disabled={!editable}
        value={settings[name]}
        onChange={(e) => set({ [name]: e.target.value })}
      />
      {says && <span className="faint small">{says}</span>}
    </div>
  )
  const tried = attempt.data
  return (
    <div className="knowledge-form">
      <p className="block-says">{t('knowledge.provider.says')}</p>
      {toggle('enabled')}
      {settings.enabled && <Alert type="warning" showIcon title={t('knowledge.provider.leaves')} />}
      {text('baseUrl', t('knowledge.provider.baseUrlSays'))}
      <div className="field">
        <span className="field-name">{t('knowledge.provider.key')}</span>
        <div className="mode-row">
          <Input.Password
            style={{ flex: 1 }}
            aria-label={t('knowledge.provider.key')}
            autoComplete="new-password"
            visibilityToggle={false}
            maxLength={500}
            disabled={!editable}
            value={key}
            onChange={(e) => setKey(e.target.value)}
          />
          {keyKept && editable && (
            <Button danger onClick={() => save.mutate({ ...settings, key: null })}>
              {t('knowledge.provider.removeKey')}
            </Button>
          )}
        </div>
        <span className="faint small">{t(`knowledge.provider.${keyKept ? 'keySet' : 'keyNone'}`)}</span>
      </div>
      {toggle('embeddings', t('knowledge.provider.embeddingsSays'))}
      {settings.embeddings && text('embeddingModel')}
      {toggle('drafts', t('knowledge.provider.draftsSays'))}
      {settings.drafts && text('chatModel')}
      {editable && (
        <div className="mode-row">
          <Button
            type="primary"
            disabled={!changed}
            loading={save.isPending}
            onClick={() => save.mutate({ ...settings, ...(key !== '' && { key }) })}
          >
            {t('app.save')}
          </Button>
          <Button
            disabled={changed || !kept.enabled}
            loading={attempt.isPending}
            onClick={() => attempt.mutate(undefined)}
          >
            {t('knowledge.provider.test')}
          </Button>
          <span aria-live="polite">
            {tried?.ok && t('knowledge.provider.ok', { ms: tried.ms })}
            {tried && !tried.ok && (
              <span className="knowledge-warned">
                {t('knowledge.provider.failed', {
                  why: t(`knowledge.provider.why.${tried.why ?? 'nonsense'}`, { detail: tried.detail ?? '' }),
                })}
              </span>
            )}
          </span>
        </div>
      )}
      {kept.enabled && (
        <p className="faint small">
          {t(`knowledge.provider.state.${state}`, {
            time: restsUntil === null ? '' : clockTime(restsUntil, i18n.language),
          })}
          {' · '}
          {t('knowledge.provider.counts', { calls, failed, ignored })}
        </p>
      )}
    </div>
  )
}
