import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Popconfirm, Space, Switch, Table } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { mayIn } from '../../shop/ui/session.ts'
import type { Pattern, PatternBody } from '../domain/pattern.ts'
import { KNOWLEDGE, knowledgeApi } from './knowledge-api.ts'

const PatternDialog = ({
  shopId,
  pattern,
  close,
}: {
  shopId: number
  pattern: Pattern | null
  close(): void
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<PatternBody>()
  const save = useSave(
    (body: PatternBody) =>
      pattern
        ? knowledgeApi.setPattern({ params: { shopId, patternId: pattern.id }, body })
        : knowledgeApi.addPattern({ params: { shopId }, body }),
    [KNOWLEDGE, shopId],
    close,
  )
  return (
    <Modal
      open
      title={t(pattern ? 'knowledge.pattern.edit' : 'knowledge.pattern.add')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<PatternBody>
        form={form}
        layout="vertical"
        initialValues={pattern ?? { enabled: true }}
        onFinish={(body) => save.mutate(body)}
      >
        <Form.Item
          name="name"
          label={t('knowledge.pattern.name')}
          rules={[{ required: true, max: 80, whitespace: true }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item
          name="pattern"
          label={t('knowledge.pattern.pattern')}
          rules={[{ required: true, max: 500 }]}
        >
          <Input className="knowledge-code" />
        </Form.Item>
        <Form.Item
          name="answer"
          label={t('knowledge.answer')}
          rules={[{ required: true, max: 2000, whitespace: true }]}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 8 }} />
        </Form.Item>
        <Form.Item name="enabled" label={t('knowledge.enabled')} valuePropName="checked">
          <Switch />
        </Form.Item>
      </Form>
    </Modal>
  )
}

export const Patterns = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'settings.edit')
  const [dialog, setDialog] = useState<{ pattern: Pattern | null } | null>(null)
  const asked = useQuery({
    queryKey: [KNOWLEDGE, shopId, 'patterns'],
    queryFn: () => knowledgeApi.patterns({ params: { shopId } }),
  })
  const remove = useSave(
    (patternId: number) => knowledgeApi.removePattern({ params: { shopId, patternId } }),
    [KNOWLEDGE, shopId],
  )
  if (asked.error) return <Problem error={asked.error} retry={() => void asked.refetch()} />
  return (
    <>
      <div className="sheet-head">
        <p className="block-says" style={{ flex: 1 }}>
          {t('knowledge.pattern.says')}
        </p>
        {editable && (
          <Button type="primary" onClick={() => setDialog({ pattern: null })}>
            {t('knowledge.pattern.add')}
          </Button>
        )}
      </div>
      <Table<Pattern>
        size="small"
        rowKey="id"
        loading={asked.isPending}
        dataSource={asked.data?.patterns ?? []}
        pagination={false}
        locale={{ emptyText: <Empty icon="tag" title={t('knowledge.pattern.none')} /> }}
        columns={[
          { title: t('knowledge.pattern.name'), dataIndex: 'name', width: 130 },
          {
            title: t('knowledge.pattern.pattern'),
            key: 'pattern',
            render: (_, { pattern }) => <code className="knowledge-code">{pattern}</code>,
          },
          { title: t('knowledge.answer'), dataIndex: 'answer' },
          {
            title: t('knowledge.enabled'),
            key: 'enabled',
            width: 70,
            render: (_, { enabled }) => t(enabled ? 'knowledge.on' : 'knowledge.off'),
          },
          {
            key: 'do',
            align: 'right',
            width: 150,
            render: (_, pattern) =>
              editable && (
                <Space>
                  <Button size="small" onClick={() => setDialog({ pattern })}>
                    {t('app.edit')}
                  </Button>
                  <Popconfirm
                    title={t('knowledge.pattern.removeSure')}
                    onConfirm={() => remove.mutateAsync(pattern.id).catch(() => {})}
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
      {dialog && <PatternDialog shopId={shopId} pattern={dialog.pattern} close={() => setDialog(null)} />}
    </>
  )
}
