import type { Address } from '../../order/domain/order.ts'
import { maskedAddress } from '../../order/domain/personal.ts'
import type { ChangeWanted, Task } from './task.ts'

type Part = NonNullable<ChangeWanted['address']>
const masked = (address: Part): Part => {
  const given = Object.fromEntries(Object.entries(address).filter(([, value]) => value !== undefined))
  const whole = { name: '', phone: '', province: '', city: '', district: '', detail: '', ...given }
  const stars = maskedAddress(whole)
  return Object.fromEntries(Object.keys(address).map((field) => [field, stars[field as keyof Address]]))
}

/** A task as everybody may see it who serves the buyer: of a new address the region, not the person. */
export const shownTask = (task: Task): Task =>
  task.change?.address ? { ...task, change: { ...task.change, address: masked(task.change.address) } } : task

/** A change as it is sent back by somebody who saw it masked: fields they left as they saw them stay what they were. */
export const withKept = (before: ChangeWanted | null, after: ChangeWanted): ChangeWanted => {
  if (!before?.address || !after.address) return after
  const seen = masked(before.address)
  const address = Object.fromEntries(
    Object.entries(after.address).map(([field, value]) => {
      const key = field as keyof Address
      return [field, value !== undefined && value === seen[key] ? before.address?.[key] : value]
    }),
  )
  return { ...after, address }
}
