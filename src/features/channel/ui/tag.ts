/** What a shop puts into its pages to show the chat of one of its channels. */
export const widgetTag = (origin: string, key: string): string =>
  `<script async src="${origin}/widget.js" data-channel="${key}"></script>`
