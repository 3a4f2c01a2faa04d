/// The style sheet of the PDF: a few plain rules, because a printing program applies each of them to each element.
///
/// The page's title and number stand at the foot of every page; the mark of the restricted edition at its head.
public func paperStyle(_ edition: Edition) -> String {
  """
  html { font: 8.5pt/1.35 Arial, Helvetica, sans-serif; color: #0b0c0c; }
    body { margin: 0; }
    h1 { font-size: 18pt; line-height: 1.2; margin: 10pt 0 6pt; string-set: title content(); }
    h2 { font-size: 13pt; line-height: 1.2; margin: 16pt 0 5pt; padding-top: 5pt; border-top: 1.5pt solid #12436D; }
    h3 { font-size: 10.5pt; line-height: 1.2; margin: 9pt 0 3pt; }
    h4 { font-size: 9pt; line-height: 1.2; margin: 8pt 0 2pt; }
    h2, h3, h4, caption { break-after: avoid; }
    p, ul, ol { margin: 3pt 0 5pt; }
    ul, ol { padding-left: 12pt; }
    li { margin-bottom: 1pt; }
    a { color: inherit; text-decoration: none; }
    .lead { font-size: 10pt; }
    .banner { border: 1.5pt solid #801650; padding: 4pt 6pt; margin: 0 0 6pt; }
    .mark-line { border-left: 3pt solid #801650; padding-left: 6pt; }
    .note, figcaption { font-size: 7.5pt; color: #3b4347; }
    .legend-title { font-weight: bold; margin: 0; }
    .key, .legend { list-style: none; padding: 0; }
    .key li, .legend li { display: inline; margin-right: 10pt; }
    .icon { width: 9pt; height: 9pt; vertical-align: -1pt; }
    figure { margin: 6pt 0; }
    svg { break-inside: avoid; break-before: avoid; }
    .map-figure-box, .maps .panel { break-inside: avoid; }
    .maps .panel { display: inline-block; width: 48%; vertical-align: top; }
    .panel { border-top: 0.5pt solid #b1b4b6; }
    .chart { display: block; width: 80mm; }
    .map { display: block; width: 125mm; }
    .maps .map { width: 85mm; }
    .small { width: 48mm; }
    table { table-layout: fixed; width: 100%; border-spacing: 0; font-size: 7.5pt; margin: 5pt 0 9pt; }
    caption { text-align: left; font-weight: bold; padding-bottom: 2pt; }
    th, td { text-align: left; vertical-align: top; padding: 1.2pt 4pt 1.2pt 0; }
    thead th { vertical-align: bottom; border-bottom: 1pt solid #0b0c0c; }
    tbody th { font-weight: normal; border-top: 0.4pt solid #b1b4b6; }
    td { border-top: 0.4pt solid #b1b4b6; }
    .group th { font-weight: bold; background: #f3f2f1; padding-left: 3pt; }
    .number { text-align: right; }
    tr { break-inside: avoid; }
    code { font-size: 6.5pt; overflow-wrap: anywhere; }
    summary { font-weight: bold; font-size: 7.5pt; margin-top: 4pt; }
    .proposal { break-before: page; }
    footer { margin-top: 14pt; color: #505a5f; }
    @page { size: A4; margin: 16mm 14mm;
      @top-right { content: "\(edition == .restricted ? "RESTRICTED: not to be published or passed on" : "")";
        font: bold 8pt Arial, sans-serif; }
      @bottom-left { content: string(title); font: 8pt Arial, sans-serif; }
      @bottom-right { content: counter(page) " of " counter(pages); font: 8pt Arial, sans-serif; } }
  """
}
