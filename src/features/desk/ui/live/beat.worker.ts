// A clock of its own: see beat.ts.
addEventListener('message', (event: MessageEvent<number>) => {
  setInterval(() => postMessage(null), event.data)
})
