export const style = `
:root { color-scheme: light dark; --paper:#fffdf9; --ground:#f6f2ea; --ink:#2b2925; --soft:#6d675d; --line:#e4dccd; --leaf:#4d6b57; }
@media (prefers-color-scheme: dark) {
  :root { --paper:#1f1e1b; --ground:#171614; --ink:#ece7dd; --soft:#a59d90; --line:#37342e; --leaf:#9cc0a8; }
}
* { box-sizing: border-box; }
body { margin:0; background:var(--ground); color:var(--ink);
  font:16px/1.65 -apple-system,BlinkMacSystemFont,"Segoe UI","PingFang SC","Microsoft YaHei","Noto Sans SC",sans-serif; }
a { color:inherit; }
.bar { display:flex; align-items:baseline; gap:16px; flex-wrap:wrap; max-width:1080px; margin:0 auto; padding:20px 24px; }
.bar b { font-size:22px; letter-spacing:.08em; }
.bar span { flex:1; color:var(--soft); font-size:14px; }
.bar a, .bar button { color:var(--soft); font-size:14px; text-decoration:none; }
.bar a:hover, .bar button:hover { color:var(--ink); }
button { font:inherit; cursor:pointer; border:0; background:none; padding:0; }
main { max-width:1080px; margin:0 auto; padding:0 24px 96px; }
.product { display:grid; grid-template-columns:minmax(0,1fr) minmax(0,1fr); gap:40px; padding:32px; background:var(--paper); border-radius:20px; }
.product svg { display:block; width:100%; border-radius:14px; }
h1 { margin:4px 0 12px; font-size:26px; line-height:1.35; font-weight:600; }
.price { font-size:28px; font-weight:600; color:#b5482f; }
@media (prefers-color-scheme: dark) { .price { color:#f09a80; } main svg { filter:brightness(.86); } }
.stock { margin:4px 0 20px; color:var(--leaf); }
.stock.out { color:var(--soft); }
dl { margin:0 0 24px; border-top:1px solid var(--line); }
dl div { display:flex; gap:16px; padding:9px 0; border-bottom:1px solid var(--line); font-size:14px; }
dt { flex:none; width:5.5em; color:var(--soft); }
dd { margin:0; }
.ask { padding:12px 28px; border-radius:12px; background:#3f5c4a; color:#fff; font-weight:600; }
.ask:hover { background:#365040; }
.hint { margin:10px 0 0; color:var(--soft); font-size:14px; }
h2 { margin:48px 0 16px; font-size:18px; font-weight:600; }
.shelf { display:grid; grid-template-columns:repeat(4,minmax(0,1fr)); gap:20px; margin:0; padding:0; list-style:none; }
.shelf a { display:block; text-decoration:none; font-size:14px; line-height:1.5; }
.shelf svg { display:block; width:100%; border-radius:12px; margin-bottom:8px; }
.shelf span { color:var(--soft); }
.note { margin-top:56px; padding:20px 24px; border:1px dashed var(--line); border-radius:14px; color:var(--soft); font-size:14px; }
code { display:block; margin-top:8px; padding:10px 14px; border-radius:8px; background:var(--paper); color:var(--ink);
  font:13px/1.5 ui-monospace,SFMono-Regular,Menlo,Consolas,monospace; overflow-wrap:anywhere; }
:focus-visible { outline:2px solid var(--leaf); outline-offset:3px; }
@media (max-width: 720px) {
  .bar { padding:16px; } .bar span { flex-basis:100%; order:9; }
  main { padding:0 16px 96px; }
  .product { grid-template-columns:1fr; gap:20px; padding:16px; }
  h1 { font-size:21px; }
  .shelf { grid-template-columns:repeat(2,minmax(0,1fr)); gap:14px; }
}
`
