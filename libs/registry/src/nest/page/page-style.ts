/** The page's style sheet; a file of its own because the page's policy forbids inline styles. */
export const PAGE_STYLE = `:root { color-scheme: light dark; --line: #8884; --accent: #2f6f3e; --bad: #b00020; --bad-back: #b0002014; }
@media (prefers-color-scheme: dark) { :root { --accent: #7bd08f; --bad: #ff8a8a; --bad-back: #ff8a8a1f; } }
* { box-sizing: border-box; }
body { margin: 0; font: 15px/1.5 system-ui, sans-serif; }
header { display: flex; gap: 1.5rem; align-items: baseline; padding: .75rem 1.5rem; border-bottom: 1px solid var(--line); flex-wrap: wrap; }
header h1 { font-size: 1.25rem; margin: 0; }
header a { color: inherit; text-decoration: none; margin-right: 1rem; }
header nav a { text-decoration: underline; }
main { padding: 0 1.5rem 3rem; max-width: 80rem; margin: 0 auto; }
h2 { font-size: 1.1rem; margin: 1.75rem 0 .5rem; }
.columns { display: grid; grid-template-columns: repeat(auto-fit, minmax(18rem, 1fr)); gap: 1rem; align-items: start; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .35rem .6rem; border-bottom: 1px solid var(--line); vertical-align: top; overflow-wrap: anywhere; }
thead th { border-bottom-width: 2px; }
.facts th { font-weight: 500; width: 55%; }
.instances b { font-weight: 600; }
.up b { color: var(--accent); }
.not-up b { color: var(--bad); }
.banner { color: var(--bad); background: var(--bad-back); border-left: 4px solid var(--bad); padding: .6rem .9rem; font-weight: 600; }
.reason { border-left: 4px solid var(--line); padding: .4rem .9rem; }
.hint { margin: .4rem 0 0; }
.turns a { margin-left: .6rem; }
code { font-family: ui-monospace, monospace; overflow-wrap: anywhere; }
a { color: inherit; }
.replicas { margin: 0; padding-left: 1.2rem; }
@media (max-width: 40rem) { main, header { padding-left: .75rem; padding-right: .75rem; } th, td { padding: .3rem .35rem; } }
`;
