import { useQuery } from '@tanstack/react-query'
import { addressOf, client, request } from '../../../web/api.ts'
import { shopApi } from '../../shop/ui/session.ts'
import { type ImportReport, knowledgeContract } from '../knowledge/contract.ts'

export const knowledgeApi = client(knowledgeContract)

/** Everything of a shop's knowledge, for what is to be asked anew after a change. */
export const KNOWLEDGE = 'knowledge'

/** Gives a file to be looked at, or with the name of the plan that was shown, to be imported. */
export const sendFaqFile = async (shopId: number, file: File, plan?: string): Promise<ImportReport> => {
  const { path } = knowledgeContract.importKnowledge
  const address = addressOf(path, { params: { shopId }, query: { name: file.name, plan } })
  const headers = { 'content-type': 'application/octet-stream' }
  return (await request(address, { method: 'POST', headers, body: file })) as ImportReport
}

/** Has the browser keep a file that came as base64. */
export const keepFile = ({ name, type, base64 }: { name: string; type: string; base64: string }): void => {
  const bytes = Uint8Array.from(atob(base64), (c) => c.charCodeAt(0))
  const address = URL.createObjectURL(new Blob([bytes], { type }))
  const link = Object.assign(document.createElement('a'), { href: address, download: name })
  link.click()
  URL.revokeObjectURL(address)
}

/** Who may keep an entry: everybody of the shop. */
export const useMembers = (shopId: number) =>
  useQuery({
    queryKey: ['members', shopId],
    queryFn: () => shopApi.members({ params: { shopId } }),
    select: ({ members }) => members,
  })
