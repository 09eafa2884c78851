import type { ClockRule } from '../rule.ts'
import { douyin } from './douyin.ts'
import { jd } from './jd.ts'
import { kuaishou } from './kuaishou.ts'
import { own } from './own.ts'
import { pinduoduo } from './pinduoduo.ts'
import { taobao } from './taobao.ts'
import { tmall } from './tmall.ts'
import { xiaohongshu } from './xiaohongshu.ts'

/** The rules that come with the desk, with their sources: specs/clock.md, “Rules as data”. */
export const shippedRules: readonly ClockRule[] = [
  taobao,
  tmall,
  pinduoduo,
  douyin,
  jd,
  xiaohongshu,
  kuaishou,
  own,
].flat()
