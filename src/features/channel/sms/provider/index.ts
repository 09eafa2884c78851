import type { SmsProviderCode } from '../domain/template.ts'
import { aliyun } from './aliyun.ts'
import type { SmsProvider } from './provider.ts'
import { tencent } from './tencent.ts'

export const providers: Record<SmsProviderCode, SmsProvider> = { aliyun, tencent }
