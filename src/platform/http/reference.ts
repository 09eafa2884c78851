import { createRequire } from 'node:module'
import { dirname } from 'node:path'
import type { App } from './serve.ts'
import { serveFolder } from './static.ts'

const assets = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'))

const page = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Peakdesk API</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="stylesheet" href="/reference/swagger-ui.css"></head>
<body><div id="swagger-ui"></div>
<script src="/reference/swagger-ui-bundle.js"></script><script src="/reference/show.js"></script></body></html>`

const script = `SwaggerUIBundle({ url: '/openapi.json', dom_id: '#swagger-ui', deepLinking: true, validatorUrl: null })`

/** `/openapi.json`, drawn from the contracts, and a page to read it and try it at `/reference`. */
export const referenceRoutes = (app: App) => {
  app.doc31('/openapi.json', {
    openapi: '3.1.0',
    info: {
      title: 'Peakdesk',
      version: '1',
      description: 'The API of the workbench. Connectors use the bridge instead: docs/guide/bridge.md.',
    },
  })
  app.get('/reference', (c) => c.html(page))
  app.get('/reference/show.js', (c) =>
    c.body(script, 200, { 'content-type': 'text/javascript; charset=utf-8' }),
  )
  serveFolder(app, assets, {
    pages: false,
    below: '/reference/',
    only: ['swagger-ui.css', 'swagger-ui-bundle.js'],
  })
}
