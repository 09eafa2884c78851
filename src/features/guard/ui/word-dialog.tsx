import { Form, Input, Modal, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../web/parts/save.ts'
import type { GuardWord } from '../domain/settings.ts'
import { guardApi } from './api.ts'

const severities = ['note', 'ask', 'block'] as const

/** Adds a word, or changes one. */
export const WordDialog = ({
  shopId,
  word,
  close,
}: {
  shopId: number
  word: GuardWord | null
  close(): void
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<GuardWord>()
  const save = useSave(
    (given: GuardWord) =>
      guardApi.changeGuardWords({
        params: { shopId },
        body: { put: [given], remove: word && word.word !== given.word ? [word.word] : [] },
      }),
    ['guard', shopId],
    close,
  )
  return (
    <Modal
      open
      title={t(word ? 'guard.words.edit' : 'guard.words.add')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<GuardWord>
        form={form}
        layout="vertical"
        initialValues={word ?? { word: '', severity: 'ask', why: '', instead: '' }}
        onFinish={(given) => save.mutate(given)}
      >
        <Form.Item
          name="word"
          label={t('guard.words.word')}
          rules={[{ required: true, max: 60, whitespace: true }]}
        >
          <Input autoFocus />
        </Form.Item>
        <Form.Item name="severity" label={t('guard.settings.how')}>
          <Select
            options={severities.map((value) => ({
              value,
              label: `${t(`guard.severity.${value}`)} · ${t(`guard.severitySays.${value}`)}`,
            }))}
          />
        </Form.Item>
        <Form.Item
          name="why"
          label={t('guard.words.why')}
          extra={t('guard.words.whyHint')}
          rules={[{ max: 200 }]}
        >
          <Input />
        </Form.Item>
        <Form.Item
          name="instead"
          label={t('guard.words.instead')}
          extra={t('guard.words.insteadHint')}
          rules={[{ max: 200 }]}
        >
          <Input />
        </Form.Item>
      </Form>
    </Modal>
  )
}
