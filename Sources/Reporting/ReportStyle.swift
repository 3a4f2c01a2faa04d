/// The report's style sheet. Colours are those of `Palette`; every pair of text and background has 4.5:1 or more.
let reportStyle = """
  :root { color-scheme: light; }
  * { box-sizing: border-box; }
  html { font: 1rem/1.5 Arial, Helvetica, sans-serif; color: #0b0c0c; background: #ffffff;
    scroll-padding-top: 1rem; text-size-adjust: 100%; -webkit-text-size-adjust: 100%; }
  body { margin: 0; }
  header, main, footer { max-width: 72rem; margin: 0 auto; padding: 0 1rem; }
  header { padding-top: 1rem; }
  footer { padding-block: 2rem; color: #505a5f; }
  h1, h2, h3, h4 { line-height: 1.2; text-wrap: balance; }
  h1 { font-size: 2rem; margin: 1.5rem 0 0.75rem; }
  h2 { font-size: 1.5rem; margin: 3rem 0 1rem; padding-top: 1rem; border-top: 2px solid #12436D; }
  h3 { font-size: 1.15rem; margin: 1.5rem 0 0.5rem; }
  h4 { font-size: 1rem; margin: 1.5rem 0 0.5rem; }
  p, ul, ol { max-width: 46rem; }
  li { margin-bottom: 0.35rem; }
  a { color: #12436D; text-underline-offset: 0.15em; }
  a:focus-visible, summary:focus-visible, .table:focus-visible, main:focus-visible {
    outline: 3px solid #12436D; outline-offset: 2px; box-shadow: 0 0 0 2px #ffffff, 0 0 0 8px #bfbfbf; }
  main:focus { outline: none; }
  .skip { position: absolute; left: -999rem; }
  .skip:focus { left: 1rem; top: 0.5rem; background: #ffffff; padding: 0.5rem 1rem; z-index: 1; }
  .banner { max-width: none; margin: 0; padding: 0.75rem 1rem; background: #801650; color: #ffffff; }
  .lead { font-size: 1.125rem; }
  nav ul { columns: 2 18rem; padding-left: 1.2rem; }
  nav a, summary { display: inline-block; min-height: 1.5rem; }
  .summary { padding-left: 1.2rem; font-size: 1.05rem; }
  .key { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: 0.25rem 1.5rem; max-width: none; }
  figure { margin: 0; }
  svg { font-family: Arial, Helvetica, sans-serif; }
  .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(21rem, 100%), 1fr)); gap: 1.5rem 2rem;
    align-items: start; margin-bottom: 1.5rem; }
  .maps { grid-template-columns: repeat(auto-fill, minmax(min(30rem, 100%), 1fr)); }
  .panel { min-width: 0; border-top: 1px solid #b1b4b6; }
  .panel h3 { margin-top: 0.75rem; min-height: 2.4em; }
  .chart { display: block; width: 100%; max-width: 30rem; height: auto; font-size: 13px; fill: #0b0c0c; }
  .chart .strong { font-weight: bold; }
  .chart .quiet { fill: #505a5f; }
  figcaption { font-size: 0.9rem; color: #3b4347; }
  figcaption p { margin: 0.35rem 0; }
  .map-figure-box { max-width: 45rem; }
  .map { display: block; width: 100%; height: auto; }
  .map-figure { font-size: 20px; font-weight: bold; }
  .map-name { font-size: 13px; }
  .map-pin { font-size: 15px; font-weight: bold; }
  .map .dark { paint-order: stroke; stroke: #ffffff; stroke-opacity: 0.7; stroke-width: 3px; }
  .map .light { paint-order: stroke; stroke: #0b0c0c; stroke-opacity: 0.5; stroke-width: 3px; }
  .small { max-width: 22rem; }
  .beside { display: flex; flex-wrap: wrap; gap: 0 2rem; align-items: start; }
  .beside figure { flex: 1 1 16rem; max-width: 22rem; }
  .beside .table { flex: 1 1 20rem; }
  .legends { display: flex; flex-wrap: wrap; gap: 0 3rem; }
  .legend-title { font-weight: bold; color: #0b0c0c; margin-bottom: 0.25rem; }
  .legend { list-style: none; padding: 0; margin: 0; }
  .icon { width: 1rem; height: 1rem; vertical-align: -0.15rem; }
  .table { overflow-x: auto; margin: 1rem 0 1.5rem; }
  table { border-collapse: separate; border-spacing: 0; min-width: 100%; font-size: 0.925rem; }
  .wide table { font-size: 0.85rem; }
  .wide th, .wide td { padding-right: 0.6rem; }
  .few table { min-width: min(100%, 38rem); }
  caption { text-align: left; font-weight: bold; padding-bottom: 0.5rem; }
  th, td { text-align: left; vertical-align: top; padding: 0.4rem 1rem 0.4rem 0; border-bottom: 1px solid #b1b4b6; }
  thead th { border-bottom: 2px solid #0b0c0c; vertical-align: bottom; }
  tbody th { font-weight: normal; min-width: 8rem; position: sticky; left: 0; background: #ffffff; }
  .change { margin-top: 0.25rem; }
  .group th { font-weight: bold; background: #f3f2f1; padding-left: 0.5rem; }
  .number { text-align: right; font-variant-numeric: tabular-nums; padding-right: 1rem;
    padding-left: 0.5rem; }
  .interval, .change { display: block; font-size: 0.85em; color: #3b4347; white-space: nowrap; }
  .mark { font-size: 0.8em; font-weight: bold; color: #801650; border: 1px solid #801650; padding: 0 0.25rem;
    white-space: nowrap; }
  .mark-line { border-left: 4px solid #801650; padding-left: 0.75rem; }
  .note { font-size: 0.9rem; }
  .proposal { margin-top: 3rem; padding-top: 0.5rem; border-top: 1px solid #0b0c0c; }
  code { font-size: 0.9em; overflow-wrap: anywhere; }
  abbr { text-decoration: underline dotted; }
  details { margin: 0.5rem 0; }
  summary { cursor: pointer; color: #12436D; text-decoration: underline; }
  @media (max-width: 37.5rem) {
    html { font-size: 0.95rem; }
    h1 { font-size: 1.6rem; }
    h2 { font-size: 1.3rem; }
    .panel h3 { min-height: 0; }
    .map-figure { font-size: 24px; }
    .map-name { display: none; }
    .map-pin { font-size: 19px; }
  }
  @media print {
    html { font-size: 9pt; }
    nav, .skip { display: none; }
    a { color: inherit; text-decoration: none; }
    .table { overflow: visible; }
    details::details-content { content-visibility: visible; block-size: auto; }
    thead { display: table-header-group; }
    tr, figure { break-inside: avoid; }
    h2, h3, h4 { break-after: avoid; }
    .proposal { break-before: page; }
    .banner { background: #ffffff; color: #0b0c0c; border: 2px solid #0b0c0c; }
  }
  """
