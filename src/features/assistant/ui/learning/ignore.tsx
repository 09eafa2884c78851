import { Input, Modal } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useSave } from '../../../../web/parts/save.ts'
import type { QuestionGroup } from '../../learning/contract.ts'
import { LEARNING, learningApi } from './api.ts'

/** Puts a group aside, with the reason. */
export const Ignore = ({
  shopId,
  group,
  close,
}: {
  shopId: number
  group: QuestionGroup
  close: () => void
}) => {
  const { t } = useTranslation()
  const [why, setWhy] = useState('')
  const ignore = useSave(
    () => learningApi.ignoreGroup({ params: { shopId, id: group.id }, body: { why } }),
    [LEARNING],
    close,
    t('learning.ignored'),
  )
  return (
    <Modal
      open
      title={t('learning.ignore')}
      okText={t('learning.ignore')}
      confirmLoading={ignore.isPending}
      onOk={() => ignore.mutate(undefined)}
      onCancel={close}
    >
      <p>{t('learning.ignoreSays', { question: group.question })}</p>
      <Input
        autoFocus
        maxLength={200}
        aria-label={t('learning.ignoreWhy')}
        placeholder={t('learning.ignoreWhy')}
        value={why}
        onChange={(e) => setWhy(e.target.value)}
        onPressEnter={() => ignore.mutate(undefined)}
      />
    </Modal>
  )
}
