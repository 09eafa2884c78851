import { Button, Form, Input, Modal, Popconfirm, Segmented, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { Phrase } from '../contract.ts'
import { phraseApi, usePhrases } from './phrases.ts'

type Given = Pick<Phrase, 'code' | 'situation' | 'text'> & { mine: boolean }

const PhraseDialog = ({
  shopId,
  phrase,
  close,
}: {
  shopId: number
  phrase: Phrase | null
  close: () => void
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const forShop = mayIn(shopId, 'settings.edit')
  const save = useSave(
    ({ mine, ...body }: Given) =>
      phrase
        ? phraseApi.setPhrase({ params: { shopId, id: phrase.id }, body })
        : phraseApi.addPhrase({ params: { shopId }, body: { ...body, mine: mine ?? true } }),
    ['phrases', shopId],
    close,
  )
  return (
    <Modal
      open
      title={t(phrase ? 'app.edit' : 'phrases.add')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        initialValues={phrase ?? { mine: !forShop }}
        onFinish={(given) => save.mutate(given)}
      >
        <Form.Item
          name="code"
          label={t('phrases.code')}
          rules={[{ required: true, max: 20, whitespace: true }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="situation"
          label={t('phrases.situation')}
          rules={[{ required: true, max: 40, whitespace: true }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="text"
          label={t('phrases.text')}
          extra={t('phrases.hint')}
          rules={[{ required: true, max: 2000, whitespace: true }]}
        >
          <Input.TextArea rows={5} />
        </Form.Item>
        {!phrase && forShop && (
          <Form.Item name="mine" label={t('phrases.whose')}>
            <Segmented
              options={[
                { value: false, label: t('phrases.shop') },
                { value: true, label: t('phrases.mine') },
              ]}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}

const PhraseSettings = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const phrases = usePhrases(shopId)
  const [dialog, setDialog] = useState<{ phrase: Phrase | null } | null>(null)
  const remove = useSave(
    (id: number) => phraseApi.removePhrase({ params: { shopId, id } }),
    ['phrases', shopId],
  )
  if (phrases.error) return <Problem error={phrases.error} retry={() => void phrases.refetch()} />
  const mayAdd = mayIn(shopId, 'conversation.reply')
  const mayEdit = (phrase: Phrase) => mayAdd && (phrase.personId !== null || mayIn(shopId, 'settings.edit'))
  return (
    <section className="block">
      <div className="sheet-head">
        <div style={{ flex: 1 }}>
          <h2 className="block-title">{t('settings.phrases')}</h2>
          <p className="block-says">{t('phrases.hint')}</p>
        </div>
        {mayAdd && (
          <Button type="primary" onClick={() => setDialog({ phrase: null })}>
            {t('phrases.add')}
          </Button>
        )}
      </div>
      <Table<Phrase>
        size="small"
        rowKey="id"
        loading={phrases.isPending}
        dataSource={phrases.data ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        locale={{ emptyText: <Empty icon="bolt" title={t('phrases.none')} /> }}
        columns={[
          { title: t('phrases.code'), dataIndex: 'code', width: 110, render: (code: string) => `/${code}` },
          { title: t('phrases.situation'), dataIndex: 'situation', width: 140 },
          { title: t('phrases.text'), dataIndex: 'text' },
          {
            title: t('phrases.whose'),
            dataIndex: 'personId',
            width: 90,
            render: (personId: number | null) => (
              <Tag {...(personId !== null && { color: 'blue' })}>
                {t(personId === null ? 'phrases.shop' : 'phrases.mine')}
              </Tag>
            ),
          },
          {
            key: 'do',
            align: 'right',
            width: 150,
            render: (_, phrase) =>
              mayEdit(phrase) && (
                <Space>
                  <Button size="small" onClick={() => setDialog({ phrase })}>
                    {t('app.edit')}
                  </Button>
                  <Popconfirm
                    title={t('phrases.removeSure')}
                    onConfirm={() => remove.mutateAsync(phrase.id).catch(() => {})}
                  >
                    <Button size="small" danger>
                      {t('app.remove')}
                    </Button>
                  </Popconfirm>
                </Space>
              ),
          },
        ]}
      />
      {dialog && <PhraseDialog shopId={shopId} phrase={dialog.phrase} close={() => setDialog(null)} />}
    </section>
  )
}
export default PhraseSettings
