import Units

/// Which year groups the duty of Education Act 1996 s508B covers: Reception to Year 11.
///
/// Compulsory school age runs from the term after the fifth birthday to the last Friday in June of the year of the
/// sixteenth (F15). Birthdays are not held, so all of Reception is counted: its autumn-term four-year-olds come up to
/// two terms early, as most authorities carry them. Below Reception there is no duty; above Year 11 see `PostSixteen`.
public enum CompulsorySchoolAge {
  public static let ncYears = 0...11

  /// Age for the walking distance: on 31 August before the year, so that a limit holds for the whole school year.
  @inlinable public static func age(ncYear: Int) -> Int { NCYear(ncYear).ageOn31August }
}
