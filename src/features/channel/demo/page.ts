import { html, raw } from 'hono/html'
import type { Product } from '../../catalog/contract.ts'
import { drawing } from './drawing.ts'
import { style } from './style.ts'
import { type Language, words } from './words.ts'

const yuan = (fen: number, language: Language): string =>
  new Intl.NumberFormat(language, {
    style: 'currency',
    currency: 'CNY',
    currencyDisplay: 'narrowSymbol',
  }).format(fen / 100)

/** What the page says to the chat, as any shop's page would: before the widget is there, a queue takes it. */
const queue =
  'window.peakdesk = window.peakdesk || function () { (peakdesk.q = peakdesk.q || []).push(arguments) }'
const script = `
var product = document.querySelector('[data-product]')
if (product) peakdesk('product', { id: product.dataset.product, title: product.dataset.title, url: location.href })
peakdesk('on', 'unread', function (n) {
  document.querySelectorAll('[data-unread]').forEach(function (e) { e.textContent = n ? ' (' + n + ')' : '' })
})
document.querySelectorAll('[data-ask]').forEach(function (b) {
  b.addEventListener('click', function () { peakdesk('open') })
})`

interface Facts {
  shop: string
  channelKey: string
  language: Language
  /** The desk as the browser sees it, for the tag shown to copy. */
  origin: string
  nonce: string
  product: Product | undefined
  others: readonly Product[]
  /** The original titles: what drawings are made of, whatever the language. */
  titles: ReadonlyMap<string, string>
}

const address = (facts: Facts, product: string | undefined, language = facts.language) =>
  `/demo/${encodeURIComponent(facts.channelKey)}?${new URLSearchParams({
    ...(product && { product }),
    lang: language === 'en' ? 'en' : 'zh',
  })}`

export const demoPage = (facts: Facts) => {
  const { shop, channelKey, language, origin, nonce, product, others, titles } = facts
  const say = words[language]
  const picture = ({ id, title }: Product) => raw(drawing(titles.get(id) ?? title))
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<title>${product ? `${product.title} · ${shop}` : shop}</title>
<style nonce="${nonce}">${raw(style)}</style>
<script nonce="${nonce}">${raw(queue)}</script>
<script async src="/widget.js" data-channel="${channelKey}" data-color="#3f5c4a"></script>
</head>
<body>
<header class="bar">
  <b>${shop}</b><span>${say.tagline}</span>
  <a href="#shelf">${say.nav}</a>
  <button type="button" data-ask>${say.service}<i data-unread></i></button>
  <a href="${address(facts, product?.id, language === 'en' ? 'zh-CN' : 'en')}">${say.other}</a>
</header>
<main>
${
  product
    ? html`<article class="product" data-product="${product.id}" data-title="${product.title}">
  ${picture(product)}
  <div>
    <h1>${product.title}</h1>
    <div class="price">${yuan(product.priceFen, language)}</div>
    <p class="stock${product.stock > 0 ? '' : ' out'}">${product.stock > 0 ? say.inStock : say.soldOut}</p>
    <dl aria-label="${say.details}">${Object.entries(product.attributes).map(
      ([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`,
    )}</dl>
    <button type="button" class="ask" data-ask>${say.ask}</button>
    <p class="hint">${say.askAbout}</p>
  </div>
</article>
<h2 id="shelf">${say.others}</h2>
<ul class="shelf">${others.map(
        (other) => html`<li><a href="${address(facts, other.id)}">
  ${picture(other)}${other.title}<br><span>${yuan(other.priceFen, language)}</span></a></li>`,
      )}</ul>`
    : html`<p>${say.empty}</p>`
}
<aside class="note">${say.notice}<br>${say.tag}
<code>&lt;script async src="${origin}/widget.js" data-channel="${channelKey}"&gt;&lt;/script&gt;</code></aside>
</main>
<script nonce="${nonce}">${raw(script)}</script>
</body>
</html>`
}
