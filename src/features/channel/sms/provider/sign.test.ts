import { describe, expect, test } from 'vitest'
import { acs3, acs3Authorization, encoded } from './acs3.ts'
import { tc3, tc3Authorization } from './tc3.ts'

test('[SMS-1] Aliyun’s own example is signed as it says', () => {
  const request = {
    method: 'POST',
    path: '/',
    query: {
      ImageId: 'win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd',
      RegionId: 'cn-shanghai',
    },
    headers: {
      host: 'ecs.cn-shanghai.aliyuncs.com',
      'x-acs-action': 'RunInstances',
      'x-acs-content-sha256': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
      'x-acs-date': '2023-10-26T10:22:32Z',
      'x-acs-signature-nonce': '3156853299f313e23d1673dc12e1703d',
      'x-acs-version': '2014-05-26',
      accept: 'not signed',
    },
    body: '',
  } as const
  const { hash, signature } = acs3(request, 'YourAccessKeySecret')
  expect(hash).toBe('7ea06492da5221eba5297e897ce16e55f964061054b7695beedaac1145b1e259')
  expect(signature).toBe('06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0')
  expect(acs3Authorization(request, 'YourAccessKeyId', 'YourAccessKeySecret')).toBe(
    `ACS3-HMAC-SHA256 Credential=YourAccessKeyId,SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,Signature=${signature}`,
  )
})

test.each([
  [' *~', '%20%2A~'],
  ["(a)!'", '%28a%29%21%27'],
  ['短信', '%E7%9F%AD%E4%BF%A1'],
])('[SMS-1] %s in an address', (text, said) => expect(encoded(text)).toBe(said))

describe('[SMS-2] Tencent’s own example', () => {
  // The page shows its key as 32 stars, and its values are those of exactly that.
  const request = {
    ...{
      service: 'cvm',
      host: 'cvm.tencentcloudapi.com',
      action: 'DescribeInstances',
      timestamp: 1_551_113_065,
    },
    contentType: 'application/json; charset=utf-8',
    body: '{"Limit": 1, "Filters": [{"Values": ["\\u672a\\u547d\\u540d"], "Name": "instance-name"}]}',
  }
  test('is signed as it says', () => {
    const { hash, signature } = tc3(request, '*'.repeat(32))
    expect(hash).toBe('7019a55be8395899b900fb5564e4200d984910f34794a27cb3fb7d10ff6a1e84')
    expect(signature).toBe('10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f')
  })
  test('has the day of UTC, where Beijing has the next one', () => {
    expect(tc3Authorization(request, 'AKID', '*'.repeat(32))).toBe(
      'TC3-HMAC-SHA256 Credential=AKID/2019-02-25/cvm/tc3_request, SignedHeaders=content-type;host;x-tc-action, Signature=10b1a37a7301a02ca19a647ad722d5e43b4b3cff309d421d85b46093f6ab6c4f',
    )
  })
})
