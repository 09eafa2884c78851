import type { Format } from '../format.ts'
import { douyin } from './douyin.ts'
import { pinduoduo } from './pinduoduo.ts'
import { taobaoDetail } from './taobao-detail.ts'
import { taobaoList } from './taobao-list.ts'

/** Exports that are recognised by their columns. */
export const formats: readonly Format[] = [taobaoList, taobaoDetail, pinduoduo, douyin]
