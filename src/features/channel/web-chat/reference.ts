import { createRoute } from '@hono/zod-openapi'
import type { App } from '../../../platform/http/serve.ts'
import { webChatContract } from './contract.ts'

/** Puts the door's endpoints into the OpenAPI reference. */
export const describe = (app: App) => {
  for (const [name, { method, path, says, needs, gives, ...given }] of Object.entries(webChatContract)) {
    app.openAPIRegistry.registerPath(
      createRoute({
        method,
        path,
        tags: ['web chat'],
        operationId: name,
        summary: says,
        description: `Needs: ${needs}.`,
        request: {
          params: given.params,
          ...('query' in given && { query: given.query }),
          ...('body' in given && { body: { content: { 'application/json': { schema: given.body } } } }),
        },
        responses: { 200: { description: 'Done', content: { 'application/json': { schema: gives } } } },
      }),
    )
  }
}
