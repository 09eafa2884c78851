import { useTranslation } from 'react-i18next'
import { type PhraseContext, pieces } from '../domain/variables.ts'

/** A phrase as it would be sent: values that were filled in are marked, and variables that have none stand out. */
export const Filled = ({ text, values }: { text: string; values: PhraseContext['values'] }) => {
  const { t } = useTranslation()
  return pieces(text, values).map(({ says, is }, i) =>
    is === 'text' ? (
      says
    ) : (
      <mark
        // biome-ignore lint/suspicious/noArrayIndexKey: pieces have no name, and come and go together
        key={i}
        className={`phrase-${is}`}
        title={is === 'empty' ? t('phrases.emptySays') : undefined}
      >
        {says}
      </mark>
    ),
  )
}
