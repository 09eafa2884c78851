import { QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { StrictMode, useEffect, useState } from 'react'
import { createRoot } from 'react-dom/client'
import { useTranslation } from 'react-i18next'
import { learnMe, me, SignIn, startPreferences } from '../features/shop/ui.ts'
import { signedOut } from './api.ts'
import { useCell } from './cell.ts'
import { Problem, Skeleton } from './parts/states.tsx'
import { Toaster } from './parts/toast.tsx'
import { queries } from './query.ts'
import { router } from './router.tsx'
import './style/index.css'

signedOut.follow(() => {
  me.set(null)
  queries.clear()
})

const App = () => {
  useTranslation() // another language draws everything anew
  const person = useCell(me)
  const [error, setError] = useState<unknown>(null)
  const ask = () => {
    setError(null)
    learnMe().catch(setError)
  }
  useEffect(() => {
    learnMe().catch(setError)
  }, [])
  if (error !== null) return <Problem error={error} retry={ask} />
  if (person === undefined) return <Skeleton rows={10} />
  if (person === null) return <SignIn />
  return <RouterProvider router={router} />
}

const start = async () => {
  await startPreferences()
  const root = document.getElementById('root')
  if (!root) throw new Error('the page has no place for the workbench')
  createRoot(root).render(
    <StrictMode>
      <QueryClientProvider client={queries}>
        <App />
        <Toaster />
      </QueryClientProvider>
    </StrictMode>,
  )
}
void start()
