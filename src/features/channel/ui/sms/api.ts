import type { TFunction } from 'i18next'
import { client } from '../../../../web/api.ts'
import { smsContract } from '../../sms/contract.ts'
import { readFault } from '../../sms/domain/outcome.ts'

export const smsApi = client(smsContract)

/** Everything of a shop's text messages, for what is to be asked anew after a change. */
export const SMS = 'sms'

/** Why a message did not leave or arrive, in words; the provider's code behind it, for their support. */
export const faultText = (t: TFunction<'web'>, error: string | null): string => {
  if (error === null) return ''
  const { fault, code } = readFault(error)
  if (fault === null) return error
  return code === '' ? t(`sms.fault.${fault}`) : `${t(`sms.fault.${fault}`)} (${code})`
}

/** Thousandths of a yuan: `¥0.055`. */
export const liText = (li: number): string => `¥${(li / 1000).toFixed(3).replace(/0$/, '')}`
