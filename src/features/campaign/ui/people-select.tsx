import { Select } from 'antd'
import { usePeople } from './api.ts'

interface PeopleSelectProps {
  shopId: number
  value: number | null
  label: string
  placeholder: string
  set(personId: number | null): void
  disabled?: boolean
}

/** Somebody of the shop; who has left is shown by number until another is chosen. */
export const PeopleSelect = ({
  shopId,
  value,
  label,
  placeholder,
  set,
  disabled = false,
}: PeopleSelectProps) => {
  const people = usePeople(shopId)
  const known = (people.data?.members ?? []).map(({ personId, name }) => ({ value: personId, label: name }))
  const gone = value !== null && people.data && !known.some((one) => one.value === value)
  return (
    <Select<number>
      allowClear
      showSearch={{ optionFilterProp: 'label' }}
      style={{ width: '100%' }}
      aria-label={label}
      placeholder={placeholder}
      disabled={disabled}
      loading={people.isPending}
      value={value ?? null}
      onChange={(personId) => set(personId ?? null)}
      options={gone ? [...known, { value, label: `#${value}` }] : known}
    />
  )
}
