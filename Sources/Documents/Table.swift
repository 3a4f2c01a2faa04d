/// An accessible data table: a caption, column headers, a row header in each row, numbers to the right.
///
/// The first column holds the row headers. No merged or empty header, so that a screen reader can name every cell.
public struct Table: Sendable {
  public struct Column: Sendable {
    public var title: Markup
    /// Numbers are aligned to the right.
    public var isNumeric: Bool
    public init(_ title: Markup, isNumeric: Bool = false) {
      self.title = title
      self.isNumeric = isNumeric
    }
    public static func number(_ title: Markup) -> Column { Column(title, isNumeric: true) }
    public static func text(_ title: Markup) -> Column { Column(title) }
  }

  /// Rows under a heading of their own; without one, the rows stand alone.
  public struct Group: Sendable {
    public var title: Markup?
    public var rows: [[Markup]]
    public init(_ title: Markup? = nil, rows: [[Markup]]) {
      self.title = title
      self.rows = rows
    }
  }

  /// Unique on the page: it names the scrolling box of a wide table.
  public var id: String
  public var caption: Markup
  public var columns: [Column]
  public var groups: [Group]

  public init(id: String, caption: Markup, columns: [Column], groups: [Group]) {
    self.id = id
    self.caption = caption
    self.columns = columns
    self.groups = groups
  }
  public init(id: String, caption: Markup, columns: [Column], rows: [[Markup]]) {
    self.init(id: id, caption: caption, columns: columns, groups: [Group(rows: rows)])
  }

  /// The table in a box that scrolls sideways on a narrow screen and can be reached from the keyboard; a group and no landmark,
  /// because a page has hundreds.
  public var markup: Markup {
    element(
      "div",
      [
        "class": columns.count <= 3 ? "table few" : columns.count >= 8 ? "table wide" : "table", "role": "group",
        "tabindex": "0",
        "aria-labelledby": "\(id)-caption",
      ]
    ) {
      element("table", ["id": id]) {
        element("caption", ["id": "\(id)-caption"]) { caption }
        element("thead") {
          element("tr") {
            for column in columns {
              element("th", ["scope": "col", "class": column.isNumeric ? "number" : nil]) { column.title }
            }
          }
        }
        for group in groups { body(of: group) }
      }
    }
  }

  private func body(of group: Group) -> Markup {
    element("tbody") {
      if let title = group.title {
        element("tr", ["class": "group"]) {
          element("th", ["scope": "rowgroup", "colspan": "\(columns.count)"]) { title }
        }
      }
      for row in group.rows {
        element("tr") {
          for (index, cell) in row.enumerated() {
            if index == 0 {
              element("th", ["scope": "row"]) { cell }
            } else {
              element("td", ["class": columns[index].isNumeric ? "number" : nil]) { cell }
            }
          }
        }
      }
    }
  }
}
