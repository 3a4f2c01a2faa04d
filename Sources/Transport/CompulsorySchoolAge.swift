import Units

/// Compulsory school age, which the duty of Education Act 1996 s508B covers: from the term after the fifth birthday to
/// the last Friday in June of the school year of the sixteenth (s8; F15).
///
/// Birthdays are not held in a study, so a simulation counts Reception to Year 11: Reception's autumn-term
/// four-year-olds come up to two terms early, as most authorities carry them. Below Reception there is no duty; above
/// Year 11 see `PostSixteen`.
public enum CompulsorySchoolAge {
  public static let ncYears = 0...11

  /// Age for the walking distance: on 31 August before the year, so that a limit holds for the whole school year.
  @inlinable public static func age(ncYear: Int) -> Int { NCYear(ncYear).ageOn31August }

  /// The day a child comes to compulsory school age: the fifth birthday where it is 31 August, 31 December or
  /// 31 March, else the next of those days.
  public static func begins(birth: CivilDate) -> CivilDate {
    let fifth = birthday(birth, 5)
    let days = [(3, 31), (8, 31), (12, 31)].map { CivilDate(year: fifth.year, month: $0.0, day: $0.1)! }
    return days.first { $0 >= fifth }!
  }

  /// The school leaving date: the last Friday in June of the school year, September to August, of the sixteenth birthday.
  public static func ends(birth: CivilDate) -> CivilDate {
    let sixteenth = birthday(birth, 16)
    let year = sixteenth.month >= 9 ? sixteenth.year + 1 : sixteenth.year
    return (24...30).lazy.map { CivilDate(year: year, month: 6, day: $0)! }.first { $0.weekday == 4 }!
  }

  public static func contains(_ day: CivilDate, birth: CivilDate) -> Bool {
    begins(birth: birth) <= day && day <= ends(birth: birth)
  }

  /// One born on 29 February has the birthday of a common year on 1 March.
  private static func birthday(_ birth: CivilDate, _ age: Int) -> CivilDate {
    CivilDate(year: birth.year + age, month: birth.month, day: birth.day)
      ?? CivilDate(year: birth.year + age, month: 3, day: 1)!
  }
}
