import { useQuery } from '@tanstack/react-query'
import { Button, Form, Input, Modal, Popconfirm, Select, Space, Table, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Role } from '../../../shared/access.ts'
import { useSave } from '../../../web/parts/save.ts'
import { Problem } from '../../../web/parts/states.tsx'
import type { Member, Team } from '../domain.ts'
import { mayIn, me, shopApi } from './session.ts'

interface Given {
  username: string
  name: string
  role: Role
  teams: string[]
  password?: string
}

interface PersonDialogProps {
  shopId: number
  /** Whom to change; null adds somebody. */
  member: Member | null
  teams: readonly Team[]
  close(): void
}

const PersonDialog = ({ shopId, member, teams, close }: PersonDialogProps) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const save = useSave(
    ({ password, ...given }: Given) => {
      const secret = password ? { password } : {}
      if (!member) return shopApi.addMember({ params: { shopId }, body: { ...given, ...secret } })
      const params = { shopId, personId: member.personId }
      return shopApi.changeMember({ params, body: { role: given.role, teams: given.teams, ...secret } })
    },
    ['settings', 'people'],
    close,
  )
  const hint = member ? t('people.keepPassword') : t('people.passwordHint')
  return (
    <Modal
      open
      title={member ? `${t('people.change')} · ${member.name}` : t('people.add')}
      onCancel={close}
      onOk={() => form.submit()}
      confirmLoading={save.isPending}
    >
      <Form<Given>
        form={form}
        layout="vertical"
        initialValues={member ?? { role: 'agent', teams: [] }}
        onFinish={(given) => save.mutate(given)}
      >
        {!member && (
          <>
            <Form.Item
              name="username"
              label={t('people.username')}
              extra={t('people.usernameRule')}
              rules={[{ required: true, pattern: /^[a-z0-9._-]{3,32}$/, message: t('people.usernameRule') }]}
            >
              <Input autoComplete="off" />
            </Form.Item>
            <Form.Item name="name" label={t('people.name')} rules={[{ required: true, max: 40 }]}>
              <Input />
            </Form.Item>
          </>
        )}
        <Form.Item name="role" label={t('people.role')}>
          <Select options={Role.options.map((value) => ({ value, label: t(`people.${value}`) }))} />
        </Form.Item>
        <Form.Item name="teams" label={t('people.team')}>
          <Select
            mode="multiple"
            placeholder={t('people.noTeam')}
            options={teams.map(({ code, name }) => ({ value: code, label: name }))}
          />
        </Form.Item>
        <Form.Item
          name="password"
          label={t(member ? 'people.passwordNew' : 'people.password')}
          extra={hint}
          rules={[{ min: 10, max: 128 }]}
        >
          <Input.Password autoComplete="new-password" />
        </Form.Item>
      </Form>
    </Modal>
  )
}

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
            render: (codes: string[]) =>
              codes.map((code) => teams.find((team) => team.code === code)?.name ?? code).join('、') || '–',
          },
          {
            title: t('people.state'),
            dataIndex: 'state',
            render: (state: Member['state']) => (
              <Space>
                <span className={`state-dot state-${state}`} style={{ display: 'inline-block' }} />
                {t(`rail.${state}`)}
              </Space>
            ),
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
        <PersonDialog shopId={shopId} member={dialog.member} teams={teams} close={() => setDialog(null)} />
      )}
    </section>
  )
}
export default People
