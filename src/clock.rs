//! What time it is, for the few decisions that depend on it: whether a JWT has ended, whether an allowlist entry has.

use std::time::{SystemTime, UNIX_EPOCH};

/// Seconds in a day.
pub(crate) const DAY: i64 = 86_400;

/// The day on which this version was released, as (year, month, day). Every release sets it.
const RELEASED: (i64, i64, i64) = (2026, 11, 22);

/// Seconds since 1970; 0 if the clock stands before.
pub(crate) fn now() -> i64 {
    SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| i64::try_from(since.as_secs()).unwrap_or(i64::MAX))
}

/// Today in UTC, in days since 1970; never before this version was released, so that a clock set back revives nothing.
pub(crate) fn today() -> i64 {
    let (year, month, day) = RELEASED;
    now().div_euclid(DAY).max(days(year, month, day))
}

/// Days since 1970 of a date in the Gregorian calendar. The inverse of [`date`].
///
/// Counts from March, so that the leap day ends its year.
pub(crate) fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let of_era = year.rem_euclid(400);
    let of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719_468
}

/// The date of a number of days since 1970, as (year, month, day).
pub(crate) fn date(days: i64) -> (i64, i64, i64) {
    let shifted = days + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year_of_era = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * of_year + 2) / 153;
    let day = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    (era * 400 + year_of_era + i64::from(month <= 2), month, day)
}

/// The day of a point in time, as `2027-01-31`.
pub(crate) fn day_of(seconds: i64) -> String {
    let (year, month, day) = date(seconds.div_euclid(DAY));
    format!("{year:04}-{month:02}-{day:02}")
}

#[cfg(test)]
mod tests {
    use super::{DAY, RELEASED, date, day_of, days, today};

    #[test]
    fn dates_and_days_are_inverse() {
        for day in (-1_000_000..1_000_000).step_by(97) {
            let (year, month, of_month) = date(day);
            assert_eq!(days(year, month, of_month), day);
        }
    }

    #[test]
    fn today_is_not_before_the_release() {
        let (year, month, day) = RELEASED;
        assert_eq!(date(days(year, month, day)), RELEASED);
        assert!(today() >= days(year, month, day));
    }

    #[test]
    fn the_release_is_the_newest_one_of_the_changelog() {
        // As in `## 1.2.0 - 2027-01-31`.
        let newest = |changelog: &'static str| {
            let mut titles = changelog.lines().filter_map(|line| line.strip_prefix("## "));
            titles.find_map(|title| title.split_once(" - ")).map(|(_, day)| day)
        };
        let sample = "# Changelog\n\n## Unreleased\n\n## 0.2.0 - 2027-01-31\n\n## 0.1.0 - 2026-11-22\n";
        assert_eq!(newest(sample), Some("2027-01-31"));
        let changelog = include_str!("../CHANGELOG.md");
        let (year, month, day) = RELEASED;
        match newest(changelog) {
            Some(newest) => assert_eq!(newest, day_of(days(year, month, day) * DAY)),
            None => assert!(changelog.contains("\n## Unreleased\n\nThe first version.\n")),
        }
    }

    #[test]
    fn known_days() {
        assert_eq!(day_of(0), "1970-01-01");
        assert_eq!(day_of(4_102_444_800), "2100-01-01");
        assert_eq!(day_of(days(2024, 2, 29) * DAY), "2024-02-29");
    }
}
