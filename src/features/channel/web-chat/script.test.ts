import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { answerErrors } from '../../../platform/http/security.ts'
import { createApp } from '../../../platform/http/serve.ts'
import { widgetScript } from './index.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-widget-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('the widget is served to any site, packed where the browser unpacks it, and again only when it changed', async () => {
  const file = join(folder, 'widget.js')
  const app = createApp()
  app.onError(answerErrors({ error: () => {} }))
  widgetScript(app, file)
  expect((await app.request('/widget.js')).status).toBe(503) // not built yet
  const text = `console.log('${'x'.repeat(1000)}')`
  await writeFile(file, text)
  const plain = await app.request('/widget.js')
  expect(await plain.text()).toBe(text)
  expect(plain.headers.get('cross-origin-resource-policy')).toBe('cross-origin')
  const packed = await app.request('/widget.js', { headers: { 'Accept-Encoding': 'br, gzip' } })
  expect(packed.headers.get('content-encoding')).toBe('gzip')
  expect(gunzipSync(await packed.arrayBuffer()).toString()).toBe(text)
  const again = await app.request('/widget.js', {
    headers: { 'If-None-Match': plain.headers.get('etag') ?? '' },
  })
  expect(again.status).toBe(304)
})
