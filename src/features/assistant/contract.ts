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
})
