import { Button, Input, Popconfirm, Segmented, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { say } from '../../../../web/parts/toast.tsx'
import { smsProviders } from '../../sms/domain/template.ts'
import { SMS, smsApi } from './api.ts'
import { Field } from './field.tsx'
import type { PartProps } from './part.ts'

interface SetupProps extends PartProps {
  secret: string
  setSecret(secret: string): void
  secretKept: boolean
  forget(): void
  callbackKey: string | null
}

/** Whose account it is and where things come back. */
export const Setup = (props: SetupProps) => {
  const { settings, set, editable, wrong, secret, setSecret, secretKept } = props
  const { t } = useTranslation()
  const { provider } = settings
  const text = (name: 'keyId' | 'sign' | 'appId' | 'region' | 'baseUrl', label: string, says?: string) => (
    <Field label={label} says={says} wrong={wrong(name)}>
      <Input
        aria-label={label}
        maxLength={name === 'baseUrl' ? 300 : 200}
        autoComplete="off"
        disabled={!editable}
        {...(wrong(name) && { status: 'error' as const })}
        value={settings[name]}
        onChange={(e) => set({ [name]: e.target.value })}
      />
    </Field>
  )
  return (
    <>
      <section className="block">
        <p className="block-says">{t('sms.says')}</p>
        <div className="shortcut">
          <span className="shortcut-name">{t('sms.enabled')}</span>
          <Switch
            aria-label={t('sms.enabled')}
            disabled={!editable}
            checked={settings.enabled}
            onChange={(enabled) => set({ enabled })}
          />
        </div>
        <Field label={t('sms.provider')}>
          <Segmented
            aria-label={t('sms.provider')}
            disabled={!editable}
            value={provider}
            options={smsProviders.map((value) => ({ value, label: t(`sms.providers.${value}`) }))}
            onChange={(value) => set({ provider: value })}
          />
        </Field>
        {text('keyId', t(`sms.keyId.${provider}`))}
        <Field
          label={t(`sms.secret.${provider}`)}
          says={t(secretKept ? 'sms.secretKept' : 'sms.secretNone')}
          wrong={wrong('secret')}
        >
          <span style={{ display: 'flex', gap: 8 }}>
            <Input.Password
              aria-label={t(`sms.secret.${provider}`)}
              autoComplete="new-password"
              visibilityToggle={false}
              maxLength={300}
              disabled={!editable}
              value={secret}
              onChange={(e) => setSecret(e.target.value)}
            />
            {secretKept && editable && (
              <Button danger disabled={settings.enabled} onClick={props.forget}>
                {t('sms.forget')}
              </Button>
            )}
          </span>
        </Field>
        {text('sign', t('sms.sign'), t('sms.signSays'))}
        {provider === 'tencent' && text('appId', t('sms.appId'))}
        {provider === 'tencent' && text('region', t('sms.region'))}
        {text('baseUrl', t('sms.baseUrl'), t('sms.baseUrlSays'))}
      </section>
      {props.callbackKey !== null && <Callbacks shopId={props.shopId} callbackKey={props.callbackKey} />}
    </>
  )
}

const Callbacks = ({ shopId, callbackKey }: { shopId: number; callbackKey: string }) => {
  const { t } = useTranslation()
  const renew = useSave(() => smsApi.renewSmsKey({ params: { shopId } }), [SMS, shopId])
  return (
    <section className="block">
      <h2 className="block-title">{t('sms.callbacks')}</h2>
      <p className="block-says">{t('sms.callbacksSays')}</p>
      {(['report', 'reply'] as const).map((what) => {
        const address = `${window.location.origin}/sms/${callbackKey}/${what}`
        return (
          <Field key={what} label={t(`sms.${what}`)}>
            <span style={{ display: 'flex', gap: 8 }}>
              <Input
                aria-label={t(`sms.${what}`)}
                readOnly
                value={address}
                onFocus={(e) => e.target.select()}
              />
              <Button
                onClick={() => void navigator.clipboard.writeText(address).then(() => say(t('sms.copied')))}
              >
                {t('sms.copy')}
              </Button>
            </span>
          </Field>
        )
      })}
      <Popconfirm title={t('sms.renewSure')} onConfirm={() => renew.mutate(undefined)}>
        <Button loading={renew.isPending}>{t('sms.renew')}</Button>
      </Popconfirm>
    </section>
  )
}
