import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { queries } from '../query.ts'
import { say, sayError } from './toast.tsx'

/** Saves something on the desk: says that it was saved or why not, and lets what depended on it be asked anew. */
export const useSave = <Given, Got>(
  save: (given: Given) => Promise<Got>,
  about: readonly unknown[],
  done?: (got: Got) => void,
  /** What to say when it is done; null for nothing. */
  words?: string | null,
) => {
  const { t } = useTranslation()
  return useMutation({
    mutationFn: save,
    onSuccess: async (got) => {
      if (words !== null) say(words ?? t('app.saved'))
      await queries.invalidateQueries({ queryKey: about })
      done?.(got)
    },
    onError: sayError,
  })
}
