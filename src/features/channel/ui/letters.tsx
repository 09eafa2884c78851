import { useQueries } from '@tanstack/react-query'
import { Button, Space, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'
import { dateTime } from '../../../web/format.ts'
import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Empty, Problem } from '../../../web/parts/states.tsx'
import { mayIn, me, shopOf } from '../../shop/ui/session.ts'
import type { DeadLetter } from '../domain.ts'
import { channelApi } from './api.ts'

/** What could not be delivered, in all shops: send again or let it be. */
const Letters = () => {
  const { t, i18n } = useTranslation()
  const shops = me.get()?.shops ?? []
  const { letters, pending, error, retry } = useQueries({
    queries: shops.map(({ shop }) => ({
      queryKey: ['letters', shop.id],
      queryFn: async () => (await channelApi.deadLetters({ params: { shopId: shop.id } })).letters,
    })),
    combine: (all) => ({
      letters: all.flatMap((one) => one.data ?? []).sort((a, b) => b.at - a.at),
      pending: all.some((one) => one.isPending),
      error: all.find((one) => one.error)?.error ?? null,
      retry: () => {
        for (const one of all) void one.refetch()
      },
    }),
  })
  const paramsOf = ({ shopId, messageId }: DeadLetter) => ({ params: { shopId, messageId } })
  const again = useSave(
    (letter: DeadLetter) => channelApi.sendAgain(paramsOf(letter)),
    ['letters'],
    undefined,
    t('letters.sentAgain'),
  )
  const dismiss = useSave(
    (letter: DeadLetter) => channelApi.dismiss(paramsOf(letter)),
    ['letters'],
    undefined,
    t('letters.dismissed'),
  )
  return (
    <Antd>
      <main className="sheet">
        <div className="sheet-head">
          <h1>{t('letters.title')}</h1>
        </div>
        {error && <Problem error={error} retry={retry} />}
        {!error && !pending && letters.length === 0 && (
          <Empty icon="check" title={t('letters.none')} says={t('letters.noneSays')} />
        )}
        {!error && (pending || letters.length > 0) && (
          <>
            <p className="block-says">{t('letters.says')}</p>
            <Table<DeadLetter>
              size="small"
              rowKey={(letter) => `${letter.shopId}:${letter.messageId}`}
              loading={pending}
              dataSource={letters}
              pagination={{ pageSize: 50, hideOnSinglePage: true }}
              columns={[
                {
                  title: t('letters.at'),
                  dataIndex: 'at',
                  width: 140,
                  render: (at: number) => dateTime(at, i18n.language),
                },
                {
                  title: t('letters.buyer'),
                  dataIndex: 'buyerName',
                  width: 150,
                  render: (name: string, letter) => (
                    <>
                      {name}
                      <div className="faint small">{shopOf(letter.shopId)?.name}</div>
                    </>
                  ),
                },
                { title: t('letters.text'), dataIndex: 'text' },
                { title: t('letters.error'), dataIndex: 'error', width: 190 },
                { title: t('letters.attempts'), dataIndex: 'attempts', width: 80, align: 'right' },
                {
                  key: 'do',
                  width: 250,
                  align: 'right',
                  render: (_, letter) => (
                    <Space>
                      <Button
                        size="small"
                        type="link"
                        onClick={() =>
                          goTo(addressOfTalk(letter.shopId, letter.conversationId, letter.messageId))
                        }
                      >
                        {t('letters.open')}
                      </Button>
                      {mayIn(letter.shopId, 'conversation.reply') && (
                        <>
                          <Button size="small" type="primary" onClick={() => again.mutate(letter)}>
                            {t('letters.again')}
                          </Button>
                          <Button size="small" onClick={() => dismiss.mutate(letter)}>
                            {t('letters.dismiss')}
                          </Button>
                        </>
                      )}
                    </Space>
                  ),
                },
              ]}
            />
          </>
        )}
      </main>
    </Antd>
  )
}
export default Letters
