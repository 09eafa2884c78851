import { useQuery } from '@tanstack/react-query'
import { Button, Popconfirm, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Role } from '../../../shared/access.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Problem } from '../../../web/parts/states.tsx'
import type { Member } from '../domain.ts'
import { PersonDialog } from './person-dialog.tsx'
import { mayIn, me, shopApi } from './session.ts'

const People = ({ shopId }: { shopId: number }) => {
  const { t } = useTranslation()
  const editable = mayIn(shopId, 'people.edit')
  const [dialog, setDialog] = useState<{ member: Member | null } | null>(null)
  const people = useQuery({
    queryKey: ['settings', 'people', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
  })
  const remove = useSave(
    (member: Member) => shopApi.removeMember({ params: { shopId, personId: member.personId } }),
    ['settings', 'people'],
  )
  if (people.error) return <Problem error={people.error} retry={() => void people.refetch()} />
  const teams = people.data?.teams ?? []
  const own = me.get()?.personId
  return (
    <section className="block">
      <div className="sheet-head">
        <h2 className="block-title" style={{ flex: 1 }}>
          {t('settings.people')}
        </h2>
        {editable && (
          <Button type="primary" onClick={() => setDialog({ member: null })}>
            {t('people.add')}
          </Button>
        )}
      </div>
      <Table<Member>
        size="small"
        rowKey="personId"
        loading={people.isPending}
        dataSource={people.data?.members ?? []}
        pagination={{ pageSize: 50, hideOnSinglePage: true }}
        columns={[
          { title: t('people.name'), dataIndex: 'name' },
          { title: t('people.username'), dataIndex: 'username' },
          {
            title: t('people.role'),
            dataIndex: 'role',
            render: (role: Role) => <Tag>{t(`people.${role}`)}</Tag>,
          },
          {
            title: t('people.team'),
            dataIndex: 'teams',
            render: (codes: string[], { role }) =>
              codes.length > 0 || role !== 'agent' ? (
                codes.map((code) => teams.find((team) => team.code === code)?.name ?? code).join('、') || '–'
              ) : (
                <span className="count-amber" title={t('people.inNoTeam')}>
                  {t('people.noTeam')}
                </span>
              ),
          },
          {
            title: t('people.skills'),
            dataIndex: 'skills',
            render: (skills: string[]) => skills.map((skill) => <Tag key={skill}>{skill}</Tag>),
          },
          {
            title: <span title={t('people.slotsSays')}>{t('people.slots')}</span>,
            dataIndex: 'slots',
            align: 'right',
            render: (slots: number, { role }) => (role === 'viewer' ? '–' : slots),
          },
          {
            title: <span title={t('people.shopSlotsSays')}>{t('people.shopSlots')}</span>,
            dataIndex: 'shopSlots',
            align: 'right',
            render: (slots: number | null) => slots ?? '–',
          },
          {
            title: t('people.state'),
            dataIndex: 'state',
            render: (state: Member['state'], { here }) => {
              const away = state !== 'offline' && !here
              return (
                <Space>
                  <span
                    className={`state-dot state-${away ? 'away' : state}`}
                    style={{ display: 'inline-block' }}
                  />
                  {t(`rail.${state}`)}
                  {away && (
                    <span className="pill pill-amber" title={t('people.awaySays')}>
                      {t('people.away')}
                    </span>
                  )}
                </Space>
              )
            },
          },
          ...(editable
            ? [
                {
                  key: 'do',
                  align: 'right' as const,
                  render: (_: unknown, member: Member) => (
                    <Space>
                      <Button size="small" onClick={() => setDialog({ member })}>
                        {t('people.change')}
                      </Button>
                      <Popconfirm
                        title={t('people.remove')}
                        description={t('people.removeSure', { name: member.name })}
                        onConfirm={() => remove.mutateAsync(member).catch(() => {})}
                      >
                        <Button size="small" danger disabled={member.personId === own}>
                          {t('people.remove')}
                        </Button>
                      </Popconfirm>
                    </Space>
                  ),
                },
              ]
            : []),
        ]}
      />
      {dialog && (
        <PersonDialog
          shopId={shopId}
          member={dialog.member}
          teams={teams}
          known={[...new Set((people.data?.members ?? []).flatMap((m) => m.skills))].sort()}
          close={() => setDialog(null)}
        />
      )}
    </section>
  )
}
export default People
