// Breaks: web-imports-no-server.
import { serve } from '../features/shop/service.ts'

export const page = () => serve
