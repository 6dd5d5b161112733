//! How long ago, as it is typed: `14d`, `6w`, `12m`, `2y`.

use chrono::{Days, Months, NaiveDate};

/// A length of time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Length {
    /// Days.
    Days(u32),
    /// Calendar months.
    Months(u32),
}

impl Length {
    /// Reads a number and `d`, `w`, `m` or `y`; a bare number is days.
    pub fn parse(typed: &str) -> Option<Length> {
        let typed = typed.trim().to_ascii_lowercase();
        let digits = typed.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = typed.get(..digits)?.parse().ok().filter(|number| *number <= 36_500)?;
        match typed[digits..].trim() {
            "" | "d" | "day" | "days" => Some(Length::Days(number)),
            "w" | "week" | "weeks" => Some(Length::Days(number * 7)),
            "m" | "month" | "months" => Some(Length::Months(number)),
            "y" | "year" | "years" => Some(Length::Months(number * 12)),
            _ => None,
        }
    }

    /// The day so long before another; the first day there is when that cannot be counted.
    pub fn before(self, day: NaiveDate) -> NaiveDate {
        let found = match self {
            Length::Days(days) => day.checked_sub_days(Days::new(days.into())),
            Length::Months(months) => day.checked_sub_months(Months::new(months)),
        };
        found.unwrap_or(NaiveDate::MIN)
    }

    /// The day so long after another; the last day there is when that cannot be counted.
    pub fn after(self, day: NaiveDate) -> NaiveDate {
        let found = match self {
            Length::Days(days) => day.checked_add_days(Days::new(days.into())),
            Length::Months(months) => day.checked_add_months(Months::new(months)),
        };
        found.unwrap_or(NaiveDate::MAX)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_are_read_as_typed() {
        assert_eq!(Length::parse("14d"), Some(Length::Days(14)));
        assert_eq!(Length::parse("2w"), Some(Length::Days(14)));
        assert_eq!(Length::parse("12m"), Some(Length::Months(12)));
        assert_eq!(Length::parse("2 years"), Some(Length::Months(24)));
        assert_eq!(Length::parse("soon"), None);
        assert_eq!(Length::parse("99999999999d"), None);
        assert_eq!(Length::parse("m"), None);
    }
}
