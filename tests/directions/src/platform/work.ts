// Breaks: platform-knows-no-feature, no-cycles.
import { serve } from '../features/shop/service.ts'
import { word } from '../shared/word.ts'

export const work = () => [serve, word]
