import { ConfigProvider, theme } from 'antd'
import en from 'antd/locale/en_US'
import zh from 'antd/locale/zh_CN'
import type { ReactNode } from 'react'
import { useCell } from './cell.ts'
import { languageNow } from './i18n.ts'
import { appearance } from './theme.ts'

const family = 'var(--font)'
const motion = !window.matchMedia('(prefers-reduced-motion: reduce)').matches
const light = { motion, fontFamily: family, colorPrimary: '#1463ff', borderRadius: 6 }
const dark = { ...light, colorPrimary: '#3f7fff', colorBgContainer: '#161b23', colorBgElevated: '#1e2530' }

/** Ant Design in the desk's colours and language. Only the pages that use it load it. */
export const Antd = ({ children }: { children: ReactNode }) => {
  const isDark = useCell(appearance) === 'dark'
  return (
    <ConfigProvider
      locale={languageNow() === 'en' ? en : zh}
      button={{ autoInsertSpace: false }}
      theme={{
        algorithm: isDark ? theme.darkAlgorithm : theme.defaultAlgorithm,
        token: isDark ? dark : light,
      }}
    >
      {children}
    </ConfigProvider>
  )
}
