// Before the modules: contracts are only read in the browser, but zod would try as it loads whether it may compile code.
// The page's rules (CSP) forbid that, and the browser would report an attack. No module can be sure to come before it.
globalThis.__zod_globalConfig = { jitless: true }
