import { describe, expect, test } from 'vitest'
import { aliyun } from './aliyun.ts'
import { tencent } from './tencent.ts'

const refusedAs = (fault: string, code: string) => ({ is: 'refused', fault, code })

test.each([
  ['isv.AMOUNT_NOT_ENOUGH', 'balance'],
  ['isv.OUT_OF_SERVICE', 'balance'],
  ['isv.SMS_SIGNATURE_ILLEGAL', 'signature'],
  ['isv.SMS_TEMPLATE_ILLEGAL', 'template'],
  ['isv.TEMPLATE_MISSING_PARAMETERS', 'template'],
  ['isv.BUSINESS_LIMIT_CONTROL', 'frequency'],
  ['isv.DAY_LIMIT_CONTROL', 'frequency'],
  ['Throttling.User', 'frequency'],
  ['isv.MOBILE_NUMBER_ILLEGAL', 'bad-number'],
  ['isv.BLACK_KEY_CONTROL_LIMIT', 'content'],
  ['isv.PARAM_NOT_SUPPORT_URL', 'content'],
  ['InvalidAccessKeyId.NotFound', 'key'],
  ['SignatureDoesNotMatch', 'key'],
  ['isp.RAM_PERMISSION_DENY', 'account'],
  ['isv.ACCOUNT_ABNORMAL', 'account'],
  ['isv.INVALID_PARAMETERS', 'parameters'],
  ['isv.SOMETHING_NEW', 'refused'],
])('[SMS-7] Aliyun’s %s means %s', (code, fault) =>
  expect(aliyun.outcome({ status: 200, body: { Code: code, Message: 'x' } })).toEqual(refusedAs(fault, code)),
)

test.each([
  ['FailedOperation.InsufficientBalanceInSmsPackage', 'balance'],
  ['FailedOperation.SignatureIncorrectOrUnapproved', 'signature'],
  ['FailedOperation.TemplateIncorrectOrUnapproved', 'template'],
  ['LimitExceeded.PhoneNumberThirtySecondLimit', 'frequency'],
  ['RequestLimitExceeded', 'frequency'],
  ['FailedOperation.PhoneNumberInBlacklist', 'blocked'],
  ['InvalidParameterValue.IncorrectPhoneNumber', 'bad-number'],
  ['FailedOperation.ContainSensitiveWord', 'content'],
  ['AuthFailure.SignatureFailure', 'key'],
  ['UnauthorizedOperation.SmsSdkAppIdVerifyFail', 'account'],
  ['MissingParameter', 'parameters'],
])('[SMS-7] Tencent’s %s means %s, for the call and for the number', (code, fault) => {
  expect(
    tencent.outcome({ status: 200, body: { Response: { Error: { Code: code, Message: '' } } } }),
  ).toEqual(refusedAs(fault, code))
  const status = { Code: code, SerialNo: '', Fee: 0 }
  expect(tencent.outcome({ status: 200, body: { Response: { SendStatusSet: [status] } } })).toEqual(
    refusedAs(fault, code),
  )
})

describe('[SMS-8] what tells nothing is uncertain', () => {
  test.each([
    ['no JSON', 200, null],
    ['a proxy’s page', 502, null],
    ['OK without an id', 200, { Code: 'OK' }],
    ['their own fault', 200, { Code: 'isp.SYSTEM_ERROR' }],
    ['a fault nobody knows', 503, { Code: 'Whatever' }],
  ])('Aliyun: %s', (_, status, body) => expect(aliyun.outcome({ status, body }).is).toBe('uncertain'))
  test.each([
    ['no JSON', 200, null],
    ['their own fault', 200, { Response: { Error: { Code: 'InternalError.Timeout' } } }],
    ['no status', 200, { Response: { SendStatusSet: [] } }],
  ])('Tencent: %s', (_, status, body) => expect(tencent.outcome({ status, body }).is).toBe('uncertain'))
})

test('[SMS-7] what was taken has the provider’s id, at Tencent with the parts that are paid', () => {
  expect(aliyun.outcome({ status: 200, body: { Code: 'OK', BizId: '1^0' } })).toEqual({
    ...{ is: 'accepted', remoteId: '1^0', parts: null },
  })
  const status = { Code: 'Ok', SerialNo: '2640:1', Fee: 2 }
  expect(tencent.outcome({ status: 200, body: { Response: { SendStatusSet: [status] } } })).toEqual({
    ...{ is: 'accepted', remoteId: '2640:1', parts: 2 },
  })
})

test('[SMS-20] reports are read as the providers document them, each by itself', () => {
  const body = [
    {
      ...{
        phone_number: '13800001234',
        send_time: '2026-11-11 10:00:00',
        report_time: '2026-11-11 10:00:05',
      },
      ...{
        success: true,
        err_code: 'DELIVERED',
        err_msg: '用户接收成功',
        sms_size: '1',
        biz_id: 'B1',
        out_id: 'r:7',
      },
    },
    { success: 'maybe', biz_id: 'B2' },
    null,
  ]
  expect(aliyun.reports(body)).toEqual({
    found: [
      {
        ...{ remoteId: 'B1', once: 'r:7', delivered: true, code: 'DELIVERED' },
        at: Date.parse('2026-11-11T02:00:05Z'),
      },
    ],
    odd: 2,
  })
  const sent = { user_receive_time: '2026-11-11 10:00:05', nationcode: '86', mobile: '13800001234' }
  const { found } = tencent.reports([
    { ...sent, report_status: 'FAIL', errmsg: 'MK:0001', description: '空号', sid: 'S1' },
  ])
  expect(found).toMatchObject([{ remoteId: 'S1', once: null, delivered: false, code: 'MK:0001' }])
})

test('[SMS-22] replies too: many at Aliyun, one at Tencent', () => {
  const up = {
    phone_number: '13800001234',
    send_time: '2026-11-11 10:00:00',
    content: ' td ',
    sequence_id: 9,
  }
  expect(aliyun.replies([up]).found).toMatchObject([{ id: '9', phone: '13800001234', text: ' td ' }])
  const reply = {
    extend: '',
    mobile: '13800001234',
    nationcode: '86',
    sign: 'x',
    text: '退订',
    time: 1_794_000_000,
  }
  expect(tencent.replies(reply).found).toEqual([
    { id: null, phone: '13800001234', text: '退订', at: 1_794_000_000_000 },
  ])
  expect(tencent.replies({ ...reply, nationcode: '1' }).found).toEqual([])
})
