import type { Detector } from '../reading.ts'
import { advertising } from './advertising.ts'
import { email } from './email.ts'
import { exchange } from './exchange.ts'
import { link } from './link.ts'
import { messenger } from './messenger.ts'
import { pay } from './pay.ts'
import { phone } from './phone.ts'
import { platform } from './platform.ts'
import { qr } from './qr.ts'
import { reason } from './reason.ts'
import { rebate } from './rebate.ts'
import { refund } from './refund.ts'
import { scarcity } from './scarcity.ts'
import { tone } from './tone.ts'

/** Everything the guard looks for. A new kind is one file and one line here, and its rule in shipped/. */
export const detectors: readonly Detector[] = [
  phone,
  messenger,
  email,
  exchange,
  qr,
  link,
  platform,
  pay,
  rebate,
  advertising,
  tone,
  refund,
  reason,
  scarcity,
]
