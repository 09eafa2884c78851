import { APIError, betterAuth } from 'better-auth'
import { username } from 'better-auth/plugins'
import type pg from 'pg'

export const PASSWORD = { min: 10, max: 128 } as const
export const COOKIE = 'peakdesk.session_token'
/** Under which our own code tells better-auth the client's address; whatever a client sends under it is replaced. */
export const ADDRESS_HEADER = 'x-peakdesk-address'

/**
 * better-auth as the desk uses it: user name and password, sessions in the database. Everything reaches it through our
 * own door (door.ts), which lets few of its paths through, counts attempts, and turns its answers into ours.
 */
export const createEngine = (options: {
  pool: pg.Pool
  secret: string
  /** Whether the account may have sessions at all. */
  active: (accountId: string) => Promise<boolean>
  log: (message: string) => void
}) =>
  betterAuth({
    appName: 'Peakdesk',
    database: options.pool,
    secret: options.secret,
    telemetry: { enabled: false },
    // Its warnings name what clients typed.
    logger: { level: 'error', log: (_level, message) => options.log(message) },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD.min,
      maxPasswordLength: PASSWORD.max,
    },
    plugins: [
      username({
        displayUsername: false,
        maxUsernameLength: 32,
        usernameValidator: (name) => /^[a-z0-9._-]+$/i.test(name),
      }),
    ],
    session: { expiresIn: 7 * 24 * 3600, updateAge: 24 * 3600 },
    // Its own counts every sign-in, three in ten seconds for an address: a whole office at the start of a shift is one
    // address. door.ts counts failures.
    rateLimit: { enabled: false },
    advanced: {
      cookiePrefix: 'peakdesk',
      // One name for the cookie, whatever the scheme; the door adds `Secure` when the request came by https.
      useSecureCookies: false,
      disableOriginCheck: false,
      disableCSRFCheck: false,
      ipAddress: { ipAddressHeaders: [ADDRESS_HEADER] },
    },
    databaseHooks: {
      session: {
        create: {
          before: async (session) => {
            if (!(await options.active(session.userId))) throw new APIError('UNAUTHORIZED')
          },
        },
      },
    },
  })

export type Engine = ReturnType<typeof createEngine>
