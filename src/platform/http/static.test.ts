import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { referenceRoutes } from './reference.ts'
import { answerErrors, nothingHere } from './security.ts'
import { type App, createApp } from './serve.ts'
import { serveFolder } from './static.ts'

let folder: string
let app: App
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'peakdesk-static-'))
  await writeFile(join(folder, 'index.html'), 'the page')
  await writeFile(join(folder, '说明.txt'), 'a file')
  app = createApp()
  app.onError(answerErrors({ error: () => {} }))
  app.notFound(nothingHere)
  referenceRoutes(app)
  serveFolder(app, folder, { pages: true })
})
afterAll(() => rm(folder, { recursive: true }))

test.each([
  { path: '/', status: 200, text: 'the page' },
  { path: '/shop/1', status: 200, text: 'the page' },
  { path: '/%E8%AF%B4%E6%98%8E.txt', status: 200, text: 'a file' },
  { path: '/%E0%A4%A', status: 404 },
  { path: '/%00', status: 200, text: 'the page' },
  { path: '/%2e%2e/%2e%2e/etc/passwd.txt', status: 404 },
  { path: '/nothing.js', status: 404 },
  { path: '/api/nothing', status: 404 },
  { path: '/reference', status: 200 },
  { path: '/reference/show.js', status: 200 },
  { path: '/reference/swagger-ui.css', status: 200 },
  { path: '/reference/swagger-ui-bundle.js', status: 200 },
  { path: '/reference/package.json', status: 404 },
  { path: '/reference/index.js', status: 404 },
  { path: '/reference/%2e/package.json', status: 404 },
])('$path: $status', async ({ path, status, text }) => {
  const answer = await app.request(path)
  expect(answer.status).toBe(status)
  const body = await answer.text()
  if (text !== undefined) expect(body).toBe(text)
})
