export { preferences, startPreferences } from './ui/preferences.ts'
export { learnMe, mayAnywhere, me } from './ui/session.ts'
export { SignIn } from './ui/sign-in.tsx'
