//! Days as people give them to narrow a list: a year, a month or a day.

use jiff::civil::Date;

/// The first day of a year, month or day, such as 2024, 2024-05 or 2024-05-06; nothing where it is none.
pub fn first_day_of(given: &str) -> Option<String> {
    given_day(given).map(|(day, _)| day.to_string())
}

/// The last day of a year, month or day.
pub fn last_day_of(given: &str) -> Option<String> {
    let (day, fine) = given_day(given)?;
    let last = match fine {
        Fine::Year => day.last_of_year(),
        Fine::Month => day.last_of_month(),
        Fine::Day => day,
    };
    Some(last.to_string())
}

enum Fine {
    Year,
    Month,
    Day,
}

fn given_day(given: &str) -> Option<(Date, Fine)> {
    let fine = match given.len() {
        4 => Fine::Year,
        7 => Fine::Month,
        10 => Fine::Day,
        _ => return None,
    };
    let digits = given.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() });
    let whole = [given, "-01-01".get(given.len() - 4..).unwrap_or_default()].concat();
    digits.then(|| whole.parse().ok()).flatten().map(|day| (day, fine))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_months_and_days_are_told_from_what_is_none() {
        let both = |given| Some((first_day_of(given)?, last_day_of(given)?));
        let span = |first: &str, last: &str| Some((first.to_owned(), last.to_owned()));
        assert_eq!(both("2024"), span("2024-01-01", "2024-12-31"));
        assert_eq!(both("2024-02"), span("2024-02-01", "2024-02-29"));
        assert_eq!(both("2024-05-06"), span("2024-05-06", "2024-05-06"));
        for wrong in ["", "24", "2024-13", "2024-02-30", "2024/05/06", "2024-5-06", "yesterday", "٢٠٢٤", "2024-05-06T10", "+024", "2024-0x"]
        {
            assert_eq!(both(wrong), None, "{wrong}");
        }
    }
}
