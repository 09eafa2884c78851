import { refuse } from '../../shared/refusal.ts'
import { type Engine, PASSWORD } from './engine.ts'

/** A password as it is stored. Making it takes 60 to 85 ms of a core: do so before taking anybody's turn. */
export interface Hashed {
  readonly hash: string
}

export interface NewAccount {
  username: string
  name: string
  password: string | Hashed
}

/** Accounts without the detour over HTTP: for people who administer, the seed and the command line. */
export const accountsOf = (engine: Engine) => {
  const hashed = async (password: string): Promise<Hashed> => {
    if (password.length < PASSWORD.min || password.length > PASSWORD.max)
      throw refuse('malformed', {
        where: 'body',
        problems: [{ field: 'password', problem: `${PASSWORD.min} to ${PASSWORD.max} characters` }],
      })
    return { hash: await (await engine.$context).password.hash(password) }
  }

  const storePassword = async (accountId: string, { hash }: Hashed): Promise<void> => {
    const { internalAdapter } = await engine.$context
    const credential = await internalAdapter.findCredentialAccount(accountId)
    if (credential) await internalAdapter.updateAccount(credential.id, { password: hash })
    else
      await internalAdapter.linkAccount({
        userId: accountId,
        accountId,
        providerId: 'credential',
        password: hash,
      })
    await internalAdapter.deleteUserSessions(accountId)
  }

  return {
    /** Refuses `malformed` for a password's length. */
    hashed,
    /** Replaces the password and ends all sessions of the account. */
    storePassword,
    /**
     * An account for a new person; returns its id. The caller makes sure that no person has the name. An account of
     * that name that is nobody's (its maker failed half-way) is taken over, with all it had.
     */
    async create({ username, name, password }: NewAccount): Promise<string> {
      const stored = typeof password === 'string' ? await hashed(password) : password
      const { adapter, internalAdapter } = await engine.$context
      const left = await adapter.findOne<{ id: string }>({
        model: 'user',
        where: [{ field: 'username', value: username }],
      })
      const user =
        left ??
        (await internalAdapter.createUser(
          {
            username,
            name,
            email: `${username}@peakdesk.invalid`,
            emailVerified: true,
          },
          { method: 'admin' },
        ))
      await storePassword(user.id, stored)
      return user.id
    },
    async endSessions(accountId: string): Promise<void> {
      await (await engine.$context).internalAdapter.deleteUserSessions(accountId)
    },
  }
}
