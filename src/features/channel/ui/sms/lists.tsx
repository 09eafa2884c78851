import { useInfiniteQuery } from '@tanstack/react-query'
import { Table, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import { dateTime } from '../../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../../web/nav.ts'
import { More } from '../../../../web/parts/more.tsx'
import { Empty, Problem, Skeleton } from '../../../../web/parts/states.tsx'
import type { SmsMessageView, SmsReplyView } from '../../sms/contract.ts'
import { faultText, liText, SMS, smsApi } from './api.ts'

/** What was sent, to whom (masked), and what became of it. */
export const SentMessages = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const found = useInfiniteQuery({
    queryKey: [SMS, shopId, 'messages'],
    queryFn: ({ pageParam }) =>
      smsApi.smsMessages({ params: { shopId }, query: pageParam === null ? {} : { before: pageParam } }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ messages, more }) => (more ? (messages.at(-1)?.id ?? null) : null),
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton rows={4} />
  const all = found.data.pages.flatMap(({ messages }) => messages)
  if (all.length === 0) return <Empty icon="send" title={t('sms.sent.none')} says={t('sms.sent.noneSays')} />
  return (
    <section className="block">
      <Table<SmsMessageView>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={all}
        columns={[
          { title: t('sms.sent.at'), render: (_, m) => dateTime(m.madeAt, i18n.language) },
          { title: t('sms.sent.to'), render: (_, m) => <span className="digits">{m.masked}</span> },
          {
            title: t('sms.sent.template'),
            render: (_, m) => (
              <>
                {m.template} {m.test && <Tag>{t('sms.sent.test')}</Tag>}
              </>
            ),
          },
          {
            title: t('sms.sent.state'),
            render: (_, m) => (
              <>
                <span className={m.state === 'failed' ? 'count-red' : ''}>
                  {t(`sms.sent.states.${m.state}`)}
                </span>
                {m.error !== null && <div className="faint small">{faultText(t, m.error)}</div>}
              </>
            ),
          },
          { title: t('sms.sent.parts'), align: 'right', render: (_, m) => m.parts },
          { title: t('sms.sent.cost'), align: 'right', render: (_, m) => liText(m.costLi) },
        ]}
      />
      <More of={found} />
    </section>
  )
}

/** What people replied. */
export const Replies = ({ shopId }: { shopId: number }) => {
  const { t, i18n } = useTranslation()
  const found = useInfiniteQuery({
    queryKey: [SMS, shopId, 'replies'],
    queryFn: ({ pageParam }) =>
      smsApi.smsReplies({ params: { shopId }, query: pageParam === null ? {} : { before: pageParam } }),
    initialPageParam: null as number | null,
    getNextPageParam: ({ replies, more }) => (more ? (replies.at(-1)?.id ?? null) : null),
  })
  if (found.error) return <Problem error={found.error} retry={() => void found.refetch()} />
  if (!found.data) return <Skeleton rows={4} />
  const all = found.data.pages.flatMap(({ replies }) => replies)
  if (all.length === 0)
    return <Empty icon="chats" title={t('sms.replies.none')} says={t('sms.replies.noneSays')} />
  return (
    <section className="block">
      <Table<SmsReplyView>
        size="small"
        rowKey="id"
        pagination={false}
        scroll={{ x: 'max-content' }}
        dataSource={all}
        columns={[
          { title: t('sms.sent.at'), render: (_, r) => dateTime(r.at, i18n.language) },
          { title: t('sms.sent.to'), render: (_, r) => <span className="digits">{r.masked}</span> },
          { title: t('sms.replies.text'), render: (_, r) => <span className="selectable">{r.text}</span> },
          {
            key: 'what',
            render: (_, r) =>
              r.stop ? (
                <Tag color="red">{t('sms.replies.stop')}</Tag>
              ) : (
                r.conversationId !== null && (
                  <button
                    type="button"
                    className="link"
                    onClick={() => goTo(addressOfTalk(shopId, r.conversationId ?? 0))}
                  >
                    {t('sms.replies.open')}
                  </button>
                )
              ),
          },
        ]}
      />
      <More of={found} />
    </section>
  )
}
