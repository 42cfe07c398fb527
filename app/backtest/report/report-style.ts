/** The page's only style sheet: its colours are those of the application, dark and light. */
export const REPORT_STYLE = `
:root { color-scheme: light dark; --canvas: #eef1f5; --panel: #ffffff; --line: #dce2ea; --ink: #0f1826;
  --soft: #4d596b; --up: #08703f; --down: #bb2b27; --attention: #8a5600; }
@media (prefers-color-scheme: dark) { :root { --canvas: #0b0f15; --panel: #11161e; --line: #232c39; --ink: #e7ecf3;
  --soft: #98a6b9; --up: #3fbf86; --down: #f0716f; --attention: #e9b44c; } }
* { box-sizing: border-box; margin: 0; }
body { background: var(--canvas); color: var(--ink); font: 14px/1.5 "Inter Variable", Inter, system-ui, sans-serif;
  font-variant-numeric: tabular-nums; padding: 32px 16px 64px; }
main { max-width: 1040px; margin: 0 auto; display: grid; gap: 16px; }
header { padding: 0 4px 8px; }
h1 { font-size: 24px; line-height: 32px; font-weight: 600; letter-spacing: -0.01em; }
h2 { font-size: 13px; font-weight: 600; color: var(--soft); margin-bottom: 12px; }
p { max-width: 80ch; }
header p, .note { color: var(--soft); }
section { background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: 20px; overflow-x: auto; }
.heroes { display: grid; grid-template-columns: repeat(auto-fit, minmax(150px, 1fr)); gap: 1px; background: var(--line); padding: 0; overflow: hidden; }
.heroes div { background: var(--panel); padding: 16px 20px; }
.heroes dt { color: var(--soft); font-size: 12px; }
.heroes dd { font-size: 22px; line-height: 30px; font-weight: 600; white-space: nowrap; }
.pair { display: grid; grid-template-columns: repeat(auto-fit, minmax(380px, 1fr)); gap: 16px; }
table { border-collapse: collapse; width: 100%; }
td, th { text-align: right; padding: 6px 0 6px 16px; border-top: 1px solid var(--line); font-weight: 400; white-space: nowrap; }
tr:first-child > * { border-top: 0; }
td:first-child, th:first-child { text-align: left; padding-left: 0; }
thead th { color: var(--soft); font-size: 12px; }
tbody th { color: var(--soft); }
.words { text-align: left; white-space: normal; min-width: 220px; }
.up { color: var(--up); } .down { color: var(--down); }
.verdict { font-weight: 600; padding: 2px 10px; border-radius: 99px; border: 1px solid currentColor; font-size: 12px; white-space: nowrap; }
.passed { color: var(--up); } .caution { color: var(--attention); } .failed { color: var(--down); }
.trust { display: grid; grid-template-columns: 84px 1fr; gap: 12px; align-items: baseline; margin-bottom: 16px; }
.trust .verdict { justify-self: start; }
ul { list-style: none; padding: 0; display: grid; gap: 12px; }
li { display: grid; grid-template-columns: 84px 1fr; gap: 12px; align-items: baseline; }
li strong { display: block; font-weight: 600; }
.legend { display: flex; gap: 20px; color: var(--soft); font-size: 12px; margin-bottom: 8px; }
.legend span::before { content: ""; display: inline-block; width: 16px; height: 0; border-top: 2px solid var(--key); vertical-align: middle; margin-right: 8px; }
.legend .equity { --key: var(--ink); } .legend .hold { --key: var(--soft); }
svg { display: block; width: 100%; height: auto; min-width: 640px; }
svg text { fill: var(--soft); font-size: 11px; }
.grid { stroke: var(--line); fill: none; }
.line { fill: none; stroke-width: 1.5; stroke-linejoin: round; }
.line.equity { stroke: var(--ink); } .line.hold { stroke: var(--soft); stroke-dasharray: 4 3; }
.line.drawdown { stroke: var(--down); } .line.exposure { stroke: var(--soft); }
.area { fill: currentColor; opacity: 0.12; } .falls { color: var(--down); } .held { color: var(--soft); }
footer { color: var(--soft); font-size: 12px; padding: 0 4px; }
@media print { body { background: none; padding: 0; } section { break-inside: avoid; } .trades { break-inside: auto; } }
`
