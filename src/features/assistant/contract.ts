import { z } from 'zod'
import { endpoints } from '../../shared/contract.ts'
import { ShopPath } from '../shop/contract.ts'
import { AssistantSettings } from './domain/settings.ts'

export const assistantContract = endpoints({
  assistantSettings: {
    method: 'get',
    path: '/api/shops/{shopId}/assistant',
    params: ShopPath,
    gives: AssistantSettings,
    needs: 'settings.read',
    says: 'Greeting, keyword rules, opening hours and fillers.',
  },
  setAssistantSettings: {
    method: 'put',
    path: '/api/shops/{shopId}/assistant',
    params: ShopPath,
    body: AssistantSettings,
    gives: AssistantSettings,
    needs: 'settings.edit',
    says: 'Replaces them; in force with the next message.',
  },
  tryAssistant: {
    method: 'post',
    path: '/api/shops/{shopId}/assistant/try',
    params: ShopPath,
    body: z.object({ text: z.string().max(4000), settings: AssistantSettings.optional() }),
    gives: z.object({ says: z.array(z.object({ text: z.string(), rule: z.string(), filler: z.boolean() })) }),
    needs: 'settings.read',
    says: 'What the assistant would say to a buyer’s first message, with the given or the saved settings.',
  },
})
