import { describe, expect, test } from 'vitest'
import { atWall, wallOf } from '../../../../shared/wall.ts'
import { promisedIn } from './promise.ts'

const zone = 'Asia/Shanghai'
/** A Wednesday. */
const now = atWall('2026-11-11T15:20', zone) ?? 0
const read = (text: string) =>
  promisedIn(text, now, zone).map(({ what, until }) => `${what} ${wallOf(until, zone)}`)

describe('what is promised, and until when [TSK-30] [TSK-31]', () => {
  test.each([
    ['24小时内给您退款', ['refund 2026-11-12T15:20']],
    ['亲，24小时内给您退款哦~', ['refund 2026-11-12T15:20']],
    ['给您退款，24小时内到账', ['refund 2026-11-12T15:20']],
    ['今天之内发货', ['ship 2026-11-12T00:00']],
    ['今天下班前给您发出', ['ship 2026-11-11T18:00']],
    ['今晚给您发货', ['ship 2026-11-12T00:00']],
    ['明天上午12点前回复您', ['answer 2026-11-12T12:00']],
    ['明天中午前给您回电', ['answer 2026-11-12T12:00']],
    ['下午5点前回复您', ['answer 2026-11-11T17:00']],
    ['5点前给您回电话', ['answer 2026-11-11T17:00']],
    ['上午10点前联系您', ['answer 2026-11-12T10:00']],
    ['晚上八点半之前给您答复', ['answer 2026-11-11T20:30']],
    ['18:00前给您回复', ['answer 2026-11-11T18:00']],
    ['两小时内联系您', ['answer 2026-11-11T17:20']],
    ['半小时内回复您', ['answer 2026-11-11T15:50']],
    ['一个半小时内给您答复', ['answer 2026-11-11T16:50']],
    ['1-3个工作日内给您补发', ['reissue 2026-11-17T00:00']],
    ['三天之内给您换新', ['exchange 2026-11-14T15:20']],
    ['周五前给您补寄配件', ['reissue 2026-11-14T00:00']],
    ['下周一给您发货', ['ship 2026-11-17T00:00']],
    ['11月13号之前一定发货', ['ship 2026-11-14T00:00']],
    ['后天给您安排上门取件', ['other 2026-11-14T00:00']],
    ['我帮您升级专员，明天18点前给您回电，您看可以吗？', ['answer 2026-11-12T18:00']],
    ['请您保持电话畅通，24小时内会有专员联系您', ['answer 2026-11-12T15:20']],
    ['请您24小时内保持手机畅通哦，会有专员联系您', ['answer 2026-11-12T15:20']],
    ['最晚不超过48小时给您退款', ['refund 2026-11-13T15:20']],
    ['已经为您登记，24小时内给您答复', ['answer 2026-11-12T15:20']],
    ['核实后明天给您回复', ['answer 2026-11-13T00:00']],
    ['今天发货，明天给您回电', ['ship 2026-11-12T00:00', 'answer 2026-11-13T00:00']],
    ["I'll refund you within 24 hours.", ['refund 2026-11-12T15:20']],
    ['We will get back to you by tomorrow noon', ['answer 2026-11-12T12:00']],
    ["I'll reply by noon tomorrow.", ['answer 2026-11-12T12:00']],
    ['Your order will be shipped today.', ['ship 2026-11-12T00:00']],
    ["We'll send you a replacement within 2 working days.", ['reissue 2026-11-14T00:00']],
    ['Sorry about that, I will call you back by 6 pm.', ['answer 2026-11-11T18:00']],
    ['Your refund will be issued within 3 days', ['refund 2026-11-14T15:20']],
    ["I'm sorry, but we will exchange it by Friday", ['exchange 2026-11-14T00:00']],
  ])('%s', (text, promised) => expect(read(text)).toEqual(promised))
})

describe('what promises nothing [TSK-32] to [TSK-36]', () => {
  test.each([
    ['您今天能发货吗？', 'TSK-32 a question'],
    ['请问您什么时候给您回电方便，今天还是明天？', 'TSK-32 a question'],
    ['24小时内是无法退款的', 'TSK-33 a denial'],
    ['今天不能给您发货', 'TSK-33 a denial'],
    ['预计明天送达', 'TSK-34 an estimate'],
    ['一般48小时内发货', 'TSK-34 an estimate'],
    ['退款大概1-3个工作日到账', 'TSK-34 an estimate'],
    ['尽量今天给您发出', 'TSK-34 an estimate'],
    ['平台规定48小时内发货', 'TSK-35 a rule'],
    ['签收后7天内可以申请退换货', 'TSK-35 a rule'],
    ['订单完成后7天内降价可以申请退差价', 'TSK-35 a rule'],
    ['收到退货后48小时内给您退款', 'TSK-36 begins with something to come'],
    ['如果24小时没到账，我再给您退款', 'TSK-36 a condition'],
    ['麻烦您24小时内寄回来给我们退款', 'TSK-36 what the buyer does'],
    ['您可以明天联系客服处理', 'TSK-36 what the buyer does'],
    ['今天已经给您发货了', 'TSK-36 done already'],
    ['马上给您退款', 'TSK-31 no time is said'],
    ['我有三点建议给您', 'TSK-31 no time is said'],
    ['好的，明天见', 'TSK-30 nothing is done'],
    ['Will you ship today?', 'TSK-32 a question'],
    ["We can't refund you within 24 hours", 'TSK-33 a denial'],
    ['Orders usually ship within 48 hours', 'TSK-34 an estimate'],
    ['According to our policy we will refund within 7 days', 'TSK-35 a rule'],
    ['Once the parcel is back we will refund you within 24 hours', 'TSK-36 begins with something to come'],
    ['Please send it back within 7 days', 'TSK-36 what the buyer does'],
    ['I have refunded you today', 'TSK-36 done already'],
  ])('%s: %s', (text) => expect(read(text)).toEqual([]))
})
