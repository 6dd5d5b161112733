//! Dates counted from today: "yesterday", "two weeks ago", "last Wednesday", "this week".

use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

use super::words::{Token, Unit, Which};
use super::{DateProblem, Found};

/// A weekday with no date beside it.
pub(super) fn near(which: Option<Which>, weekday: Weekday, today: NaiveDate) -> Result<Found, DateProblem> {
    let ahead = u64::from(weekday.days_since(today.weekday()));
    let unclear = DateProblem::WhichWeekday { weekday };
    let day = match which {
        Some(Which::Next) => return Err(DateProblem::NextWeekday { weekday }),
        // From today to Sunday "this" has one meaning; for a day gone by it has two.
        Some(Which::This) if weekday.num_days_from_monday() < today.weekday().num_days_from_monday() => {
            return Err(unclear);
        }
        Some(Which::This) => today.checked_add_days(Days::new(ahead)),
        // Said on the day itself it may be today or a week ago.
        None if ahead == 0 => return Err(unclear),
        None | Some(Which::Last) => today.checked_sub_days(Days::new(7 - ahead)),
    };
    let day = day.ok_or(DateProblem::YearOutOfRange { year: today.year() })?;
    Ok(Found { week_guessed: which.is_none(), ..Found::typed(day, day) })
}

/// Dates counted from today. `None` if the words are not of that kind.
pub(super) fn read(tokens: &[Token], today: NaiveDate) -> Option<Found> {
    use Token::{After, Ago, Before, In, Today, Tomorrow, Unit as U, Which, Yesterday};
    let day = match *tokens {
        [Today] => Some(today),
        [Yesterday] => today.pred_opt(),
        [Tomorrow] => today.succ_opt(),
        [U(Unit::Day), Before, Yesterday] => today.checked_sub_days(Days::new(2)),
        [U(Unit::Day), After, Tomorrow] => today.checked_add_days(Days::new(2)),
        [count, U(unit), Ago] | [count, U(unit), Ago, Today] => back(today, count, unit),
        [count, U(unit), Ago, Yesterday] => back(today.pred_opt()?, count, unit),
        [Which(which), U(Unit::Week)] | [In, Which(which), U(Unit::Week)] => {
            return week(which, today);
        }
        [In, count, U(unit)] => on(today, count, unit),
        _ => None,
    }?;
    Some(Found::typed(day, day))
}

/// A count of units as days or as months, which are not a fixed number of days.
enum Length {
    Days(Days),
    Months(Months),
}

fn length(count: Token, unit: Unit) -> Option<Length> {
    let count = match count {
        Token::A => 1,
        Token::Number(n) if !n.ordinal => n.value,
        _ => return None,
    };
    let days = |each: u64| Length::Days(Days::new(u64::from(count) * each));
    Some(match unit {
        Unit::Day => days(1),
        Unit::Week => days(7),
        Unit::Fortnight => days(14),
        Unit::Month => Length::Months(Months::new(count)),
        Unit::Year => Length::Months(Months::new(count.checked_mul(12)?)),
    })
}

fn back(day: NaiveDate, count: Token, unit: Unit) -> Option<NaiveDate> {
    match length(count, unit)? {
        Length::Days(days) => day.checked_sub_days(days),
        Length::Months(months) => day.checked_sub_months(months),
    }
}

fn on(day: NaiveDate, count: Token, unit: Unit) -> Option<NaiveDate> {
    match length(count, unit)? {
        Length::Days(days) => day.checked_add_days(days),
        Length::Months(months) => day.checked_add_months(months),
    }
}

/// Monday to Sunday of last week, this week or next.
fn week(which: Which, today: NaiveDate) -> Option<Found> {
    let same_day = match which {
        Which::Last => today.checked_sub_days(Days::new(7)),
        Which::This => Some(today),
        Which::Next => today.checked_add_days(Days::new(7)),
    }?;
    let from = same_day.week(Weekday::Mon).checked_first_day()?;
    Some(Found::typed(from, from.checked_add_days(Days::new(6))?))
}
