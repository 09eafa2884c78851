import type { Client, Endpoint } from '../../src/shared/contract.ts'

/** A person's session at a running desk. */
export interface Session {
  url: string
  cookie: string
  /** A contract's endpoints, called as this person. Anything but success is thrown, with status and answer. */
  api<C extends Record<string, Endpoint>>(contract: C): Client<C>
}

interface Parts {
  params?: Record<string, unknown>
  query?: Record<string, unknown>
  body?: unknown
}

const addressOf = (path: string, { params = {}, query = {} }: Parts): string => {
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(String(params[name])))
  const asked = Object.entries(query).map(([name, value]): [string, string] => [name, String(value)])
  return asked.length === 0 ? filled : `${filled}?${new URLSearchParams(asked)}`
}

const callAs = async (
  { url, cookie }: { url: string; cookie: string },
  method: string,
  path: string,
  body: unknown,
): Promise<Response> => {
  const response = await fetch(`${url}${path}`, {
    method,
    headers: { origin: url, cookie, ...(body !== undefined && { 'content-type': 'application/json' }) },
    ...(body !== undefined && { body: JSON.stringify(body) }),
  })
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`)
  return response
}

export const signIn = async (url: string, username: string, password: string): Promise<Session> => {
  const answer = await callAs({ url, cookie: '' }, 'POST', '/api/auth/sign-in/username', {
    username,
    password,
  })
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ')
  return {
    url,
    cookie,
    api: <C extends Record<string, Endpoint>>(contract: C) =>
      Object.fromEntries(
        Object.entries(contract).map(([name, { method, path }]) => [
          name,
          async (ask: Parts) =>
            (await callAs({ url, cookie }, method.toUpperCase(), addressOf(path, ask), ask.body)).json(),
        ]),
      ) as unknown as Client<C>,
  }
}
