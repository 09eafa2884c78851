import { Form, Input, InputNumber, Modal, Select, Space } from 'antd'
import { useTranslation } from 'react-i18next'
import { Role } from '../../../shared/access.ts'
import { client } from '../../../web/api.ts'
import { useSave } from '../../../web/parts/save.ts'
import { routingContract } from '../../routing/contract.ts'
import type { Member, Team } from '../domain.ts'
import { shopApi } from './session.ts'

const { setSeat } = client(routingContract)
/** The most slots a limit may allow, as the desk takes it; and what a new person starts with. */
const MOST = 1000
const USUAL_SLOTS = 8

interface Given {
  username: string
  name: string
  role: Role
  teams: string[]
  skills: string[]
  slots: number
  /** Null for no limit of this shop's own. */
  shopSlots: number | null
  password?: string
}

/** Keeps what a person is, and then, where they differ, their limits. */
const keep = async (shopId: number, member: Member | null, given: Given): Promise<Member> => {
  const { username, name, role, teams, skills, slots, shopSlots, password } = given
  const secret = password ? { password } : {}
  const kept = member
    ? await shopApi.changeMember({
        params: { shopId, personId: member.personId },
        body: { role, teams, skills, ...secret },
      })
    : await shopApi.addMember({
        params: { shopId },
        body: { username, name, role, teams, skills, ...secret },
      })
  // Somebody known from another shop keeps their overall limit unless it was typed here.
  const limits = {
    ...(slots !== (member ?? { slots: USUAL_SLOTS }).slots && { slots }),
    ...(shopSlots !== (member?.shopSlots ?? null) && { shopSlots }),
  }
  if (Object.keys(limits).length === 0) return kept
  return setSeat({ params: { shopId, personId: kept.personId }, body: limits })
}

interface PersonDialogProps {
  shopId: number
  /** Whom to change; null adds somebody. */
  member: Member | null
  teams: readonly Team[]
  /** Skills that somebody of the shop has. */
  known: readonly string[]
  close(): void
}

/** Adds a person or changes one: role, teams, skills, limits, password. */
export const PersonDialog = ({ shopId, member, teams, known, close }: PersonDialogProps) => {
  const { t } = useTranslation()
  const [form] = Form.useForm<Given>()
  const save = useSave(
    (given: Given) => keep(shopId, member, { ...given, shopSlots: given.shopSlots ?? null }),
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
        initialValues={
          member ?? { role: 'agent', teams: [], skills: [], slots: USUAL_SLOTS, shopSlots: null }
        }
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
        <Form.Item name="skills" label={t('people.skills')} extra={t('people.skillsHint')}>
          <Select
            mode="tags"
            tokenSeparators={[',', '，', '、']}
            maxCount={20}
            options={known.map((value) => ({ value }))}
          />
        </Form.Item>
        <Space size="large" align="start">
          <Form.Item
            name="slots"
            label={t('people.slots')}
            extra={t('people.slotsSays')}
            rules={[{ required: true, type: 'integer', min: 0, max: MOST }]}
          >
            <InputNumber />
          </Form.Item>
          <Form.Item
            name="shopSlots"
            label={t('people.shopSlots')}
            extra={t('people.shopSlotsSays')}
            rules={[{ type: 'integer', min: 0, max: MOST }]}
          >
            <InputNumber placeholder={t('people.noLimit')} />
          </Form.Item>
        </Space>
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
