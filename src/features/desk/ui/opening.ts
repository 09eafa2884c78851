import { addressOfTalk, goTo } from '../../../web/nav.ts'
import { sayError } from '../../../web/parts/toast.tsx'
import { unsavedDraft, writeDraft } from './drafts.ts'
import { deskApi } from './live/feed.ts'
import { keyOf } from './live/state.ts'
import { goOnWriting, write } from './view.ts'

/** Opens a conversation with words in its reply, behind what one had begun to write there. */
export const openWith = async (shopId: number, id: number, words: string): Promise<void> => {
  const key = keyOf({ shopId, id })
  try {
    const begun = unsavedDraft(key) ?? (await deskApi.conversation({ params: { shopId, id } })).draft
    if (!begun.includes(words)) writeDraft(key, begun === '' ? words : `${begun}\n${words}`, () => {})
    write('reply')
    goOnWriting()
    goTo(addressOfTalk(shopId, id))
  } catch (error) {
    sayError(error)
  }
}
