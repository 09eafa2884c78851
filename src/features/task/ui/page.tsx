import { useTranslation } from 'react-i18next'
import { Antd } from '../../../web/antd.tsx'

const Page = () => {
  const { t } = useTranslation()
  return (
    <Antd>
      <main className="page">
        <h1>{t('task.title')}</h1>
      </main>
    </Antd>
  )
}

export default Page
