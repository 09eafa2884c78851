import { wangwang } from './wangwang.ts'

export const tmall = wangwang('tmall')
