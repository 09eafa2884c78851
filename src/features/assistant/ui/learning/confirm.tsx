import { Alert, Form, Input, Modal } from 'antd'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import { queries } from '../../../../web/query.ts'
import type { QuestionGroup } from '../../learning/contract.ts'
import { KNOWLEDGE } from '../knowledge-api.ts'
import { LEARNING, learningApi } from './api.ts'

interface Given {
  question: string
  wordings: string
  answer: string
  category: string
}

const linesOf = (text: string): string[] =>
  [...new Set(text.split('\n').map((line) => line.trim()))].filter((line) => line !== '')

/** What the form begins with: the proposal, or what is known where nothing was proposed. */
const beginning = (group: QuestionGroup): Given => {
  const { proposal } = group
  const answer = group.answers[0]?.text ?? ''
  if (proposal?.make === 'entry') return { ...proposal, wordings: proposal.wordings.join('\n'), category: '' }
  if (proposal?.make === 'wording')
    return { question: group.question, wordings: proposal.wordings.join('\n'), answer, category: '' }
  return { question: group.question, wordings: '', answer, category: '' }
}

/** Makes an entry, or wordings of one, of a group: as proposed or changed before. Nothing is in force before it is saved. */
export const Confirm = ({
  shopId,
  group,
  as,
  close,
}: {
  shopId: number
  group: QuestionGroup
  as: 'entry' | 'wording'
  close: () => void
}) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const { proposal } = group
  const near = as === 'wording' && proposal?.make === 'wording' ? proposal : null
  const params = { shopId, id: group.id }
  const save = useSave(
    async ({ question, wordings, answer, category }: Given) => {
      const ways = linesOf(wordings)
      if (near) await learningApi.makeWordings({ params, body: { entryId: near.entryId, wordings: ways } })
      else
        await learningApi.makeEntry({
          params,
          body: {
            question,
            answer,
            category: category ?? '',
            wordings: ways.filter((way) => way !== question),
          },
        })
      await queries.invalidateQueries({ queryKey: [KNOWLEDGE, shopId] })
    },
    [LEARNING],
    close,
    t(near ? 'learning.madeWording' : 'learning.madeEntry'),
  )
  const required = { required: true, whitespace: true }
  return (
    <Modal
      open
      width={640}
      title={t(near ? 'learning.makeWording' : 'learning.makeEntry')}
      okText={t('learning.confirm')}
      confirmLoading={save.isPending}
      onOk={() => form.submit()}
      onCancel={close}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        initialValues={beginning(group)}
        onFinish={(given) => save.mutate(given)}
      >
        {near ? (
          <div className="learning-entry">
            <strong>{near.entryQuestion}</strong>
            <p>{near.entryAnswer}</p>
            {near.otherwise && <Alert type="warning" showIcon title={t('learning.otherwiseSays')} />}
          </div>
        ) : (
          <>
            {group.contradiction && <Alert type="warning" showIcon title={t('learning.contradictionSays')} />}
            <Form.Item name="question" label={t('learning.question')} rules={[{ ...required, max: 500 }]}>
              <Input autoFocus />
            </Form.Item>
            <Form.Item
              name="answer"
              label={t('learning.answer')}
              extra={t('learning.answerHint')}
              rules={[{ ...required, max: 2000 }]}
            >
              <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
            </Form.Item>
          </>
        )}
        <Form.Item
          name="wordings"
          label={t('learning.wordings')}
          extra={t('learning.wordingsHint')}
          rules={near ? [required] : []}
        >
          <Input.TextArea autoSize={{ minRows: 3, maxRows: 10 }} />
        </Form.Item>
        {!near && (
          <Form.Item name="category" label={t('learning.category')} rules={[{ max: 40 }]}>
            <Input />
          </Form.Item>
        )}
      </Form>
    </Modal>
  )
}
