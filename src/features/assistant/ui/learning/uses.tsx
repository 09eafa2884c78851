import { useInfiniteQuery } from '@tanstack/react-query'
import { Drawer, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../web/format.ts'
import { languageNow } from '../../../../web/i18n.ts'
import { addressOfTalk } from '../../../../web/nav.ts'
import { More } from '../../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { Fared } from '../../learning/contract.ts'
import { LEARNING, learningApi } from './api.ts'

const PAGE = 50

/** The conversations behind a record's figures. */
export const Uses = ({ shopId, fared, close }: { shopId: number; fared: Fared; close: () => void }) => {
  const { t } = useTranslation()
  const { source, record } = fared
  const found = useInfiniteQuery({
    queryKey: [LEARNING, shopId, 'uses', source, record],
    queryFn: async ({ pageParam }) =>
      (
        await learningApi.recordUses({
          params: { shopId },
          query: { source, record, ...(pageParam !== null && { before: pageParam }) },
        })
      ).uses,
    initialPageParam: null as number | null,
    getNextPageParam: (last) => (last.length < PAGE ? undefined : (last.at(-1)?.messageId ?? undefined)),
  })
  const uses = found.data?.pages.flat() ?? []
  return (
    <Drawer open size="large" title={fared.says ?? `${source}:${record}`} onClose={close}>
      {found.error && <Problem error={found.error} retry={() => void found.refetch()} />}
      {found.isPending && <Skeleton />}
      {found.data && uses.length === 0 && <Empty icon="chats" title={t('learning.uses.none')} />}
      <ul className="learning-uses">
        {uses.map((use) => (
          <li key={use.messageId}>
            <a href={addressOfTalk(shopId, use.conversationId, use.messageId)}>
              <strong>{use.buyerName}</strong> {use.asked}
            </a>
            <span className="learning-marks">
              {use.assist && <Tag>{t(use.edited ? 'learning.uses.edited' : 'learning.uses.assist')}</Tag>}
              {use.handedOver && <Tag color="warning">{t('learning.uses.handedOver')}</Tag>}
              {use.reaction && (
                <Tag color={use.reaction === 'thanks' ? 'success' : 'error'}>
                  {t(`learning.uses.${use.reaction}`)}
                </Tag>
              )}
              <span className="faint small">{dateTime(use.at, languageNow())}</span>
            </span>
          </li>
        ))}
      </ul>
      <More of={found} />
    </Drawer>
  )
}
