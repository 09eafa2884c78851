import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Popconfirm, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { say } from '../../../web/parts/toast.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { ChannelView } from '../domain.ts'
import { channelApi } from './api.ts'
import { widgetTag } from './tag.ts'

const Code = ({ text }: { text: string }) => {
  const { t } = useTranslation()
  const copy = async () => {
    await navigator.clipboard.writeText(text)
    say(t('app.copied'))
  }
  return (
    <Space direction="vertical" style={{ width: '100%' }}>
      <pre className="code">{text}</pre>
      <Button onClick={() => void copy()}>{t('app.copy')}</Button>
    </Space>
  )
}

const AddDialog = ({
  shopId,
  close,
  made,
}: {
  shopId: number
  close: () => void
  made: (channel: ChannelView, secret: string) => void
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ kind: 'web-chat' | 'bridge'; name: string }>()
  const add = useSave(
    (body: { kind: 'web-chat' | 'bridge'; name: string }) =>
      channelApi.addChannel({ params: { shopId }, body }),
    ['settings', 'channels'],
    ({ secret, ...channel }) => {
      close()
      made(channel, secret)
    },
  )
  return (
    <Modal
      open
      title={t('channels.add')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={add.isPending}
    >
      <Form
        form={form}
        layout="vertical"
        initialValues={{ kind: 'web-chat' }}
        onFinish={(body) => add.mutate(body)}
      >
        <Form.Item name="kind" label={t('channels.kind')}>
          <Select
            options={(['web-chat', 'bridge'] as const).map((value) => ({
              value,
              label: t(`channels.${value}`),
            }))}
          />
        </Form.Item>
        <Form.Item
          name="name"
          label={t('channels.name')}
          rules={[{ required: true, max: 60, whitespace: true }]}
        >
          <Input autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  )
}

const lines = (text: string): string[] =>
  text
    .split(/\s+/)
    .filter((line) => line !== '')
    .map((line) => line.replace(/\/+$/, ''))

const EditDialog = ({
  channel,
  close,
  save,
  saving,
}: {
  channel: ChannelView
  close: () => void
  save: (channel: ChannelView) => void
  saving: boolean
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<{ name: string; sites?: string }>()
  return (
    <Modal open title={channel.name} onCancel={close} onOk={() => form.submit()} confirmLoading={saving}>
      <Form
        form={form}
        layout="vertical"
        initialValues={{ name: channel.name, sites: channel.sites.join('\n') }}
        onFinish={({ name, sites = '' }) => save({ ...channel, name, sites: lines(sites) })}
      >
        <Form.Item
          name="name"
          label={t('channels.name')}
          rules={[{ required: true, max: 60, whitespace: true }]}
        >
          <Input autoFocus />
        </Form.Item>
        {channel.kind === 'web-chat' && (
          <Form.Item name="sites" label={t('channels.sites')} extra={t('channels.sitesSays')}>
            <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} placeholder="https://shop.example" />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

const Standing = ({ channel: c }: { channel: ChannelView }) => {
  const { t } = useTranslation()
  if (c.disabled) return <Tag>{t('channels.disabled')}</Tag>
  if (c.failing)
    return (
      <Tag color="error" style={{ whiteSpace: 'normal' }}>
        {t('channels.failing', { error: c.failing.error, attempts: c.failing.attempts })}
      </Tag>
    )
  return <Tag color="success">{t('channels.ok')}</Tag>
}

const Channels = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'channel.edit')
  const [adding, setAdding] = useState(false)
  const [secret, setSecret] = useState<{ channel: ChannelView; secret: string } | null>(null)
  const [tag, setTag] = useState<ChannelView | null>(null)
  const [editing, setEditing] = useState<ChannelView | null>(null)
  const channels = useQuery({
    queryKey: ['settings', 'channels', shopId],
    queryFn: async () => (await channelApi.channels({ params: { shopId } })).channels,
    refetchInterval: 5000,
  })
  const about = ['settings', 'channels']
  const renew = useSave(
    async (channel: ChannelView) => ({
      channel,
      ...(await channelApi.renewSecret({ params: { shopId, channelId: channel.id } })),
    }),
    about,
    setSecret,
  )
  const set = useSave(
    ({ id, name, disabled, sites }: ChannelView) =>
      channelApi.setChannel({ params: { shopId, channelId: id }, body: { name, disabled, sites } }),
    about,
    () => setEditing(null),
  )
  if (channels.error) return <Problem error={channels.error} retry={() => void channels.refetch()} />
  return (
    <section className="block">
      <div className="sheet-head">
        <h2 className="block-title" style={{ flex: 1 }}>
          {t('settings.channels')}
        </h2>
        <a href="/guide/bridge" target="_blank" rel="noreferrer">
          {t('channels.guide')}
        </a>
        {editable && (
          <Button type="primary" onClick={() => setAdding(true)}>
            {t('channels.add')}
          </Button>
        )}
      </div>
      <Table<ChannelView>
        size="small"
        rowKey="id"
        loading={channels.isPending}
        dataSource={channels.data ?? []}
        pagination={false}
        locale={{ emptyText: <Empty icon="chats" title={t('channels.none')} /> }}
        columns={[
          { title: t('channels.name'), dataIndex: 'name' },
          {
            title: t('channels.kind'),
            dataIndex: 'kind',
            width: 100,
            render: (kind: ChannelView['kind']) => t(`channels.${kind}`),
          },
          {
            title: t('channels.key'),
            dataIndex: 'key',
            render: (key: string) => <code className="selectable small">{key}</code>,
          },
          {
            title: t('channels.state'),
            key: 'state',
            width: 150,
            render: (_, channel) => <Standing channel={channel} />,
          },
          { title: t('channels.pending'), dataIndex: 'pending', width: 80, align: 'right' },
          {
            key: 'do',
            align: 'right',
            width: 260,
            render: (_, channel) => (
              <Space wrap style={{ justifyContent: 'flex-end' }}>
                {channel.kind === 'web-chat' && (
                  <Button size="small" onClick={() => setTag(channel)}>
                    {t('channels.tagTitle')}
                  </Button>
                )}
                {editable && channel.kind !== 'import' && (
                  <>
                    <Button size="small" onClick={() => setEditing(channel)}>
                      {t('channels.edit')}
                    </Button>
                    <Popconfirm
                      title={t('channels.renew')}
                      description={<div style={{ maxWidth: 280 }}>{t('channels.renewSure')}</div>}
                      onConfirm={() => renew.mutateAsync(channel).catch(() => {})}
                    >
                      <Button size="small">{t('channels.renew')}</Button>
                    </Popconfirm>
                    <Button
                      size="small"
                      onClick={() => set.mutate({ ...channel, disabled: !channel.disabled })}
                    >
                      {t(channel.disabled ? 'channels.enable' : 'channels.disable')}
                    </Button>
                  </>
                )}
              </Space>
            ),
          },
        ]}
      />
      {adding && (
        <AddDialog
          shopId={shopId}
          close={() => setAdding(false)}
          made={(channel, shown) => setSecret({ channel, secret: shown })}
        />
      )}
      {editing && (
        <EditDialog
          channel={editing}
          close={() => setEditing(null)}
          save={(channel) => set.mutate(channel)}
          saving={set.isPending}
        />
      )}
      {secret && (
        <Modal
          open
          title={`${t('channels.secret')} · ${secret.channel.name}`}
          footer={null}
          mask={{ closable: false }}
          onCancel={() => setSecret(null)}
        >
          <p>{t('channels.secretSays')}</p>
          <Code text={secret.secret} />
        </Modal>
      )}
      {tag && (
        <Modal open title={t('channels.tagTitle')} footer={null} onCancel={() => setTag(null)}>
          <p>{t('channels.tag')}</p>
          <Code text={widgetTag(window.location.origin, tag.key)} />
        </Modal>
      )}
    </section>
  )
}
export default Channels
