//! The calendar.

use serde::{Deserialize, Serialize};

written! {
    /// The days on which schools meet: terms as they are published, half-terms as gaps between them.
    SchoolDays {
        /// Stretches of school, first and last day, in order: 2026-09-02..2026-10-23.
        terms: Vec<String>,
        /// Days inside them on which pupils stay at home.
        #[serde(default)] inset: Vec<String>,
        /// Where they were published.
        #[serde(default)] source: Option<String>,
    }

    /// `calendar.yaml`.
    CalendarFile {
        /// The version of the format: 1.
        format: u32,
        /// Where the bank holidays come from.
        source: String,
        /// The day they were taken from there.
        retrieved: String,
        /// The years covered.
        covers: Covers,
        /// The Tribunal's closed days.
        closed_spans: Vec<ClosedSpan>,
        /// Bank holidays of England and Wales.
        bank_holidays: Vec<BankHoliday>,
        /// Stretches of each year in which schools may have holidays, taken widely.
        #[serde(default)] school_holidays: Vec<SchoolHoliday>,
        /// Bank holidays elsewhere in the United Kingdom.
        #[serde(default)] elsewhere_in_uk: Vec<ElsewhereHoliday>,
    }

    /// The days a calendar covers, both included.
    Covers {
        /// The first day.
        from: String,
        /// The last day.
        to: String,
    }

    /// A stretch of each year in which the Tribunal is closed.
    ClosedSpan {
        /// Its id.
        id: String,
        /// Its first day, as 08-01.
        from: String,
        /// Its last day, as 08-31.
        to: String,
        /// Its law.
        law: String,
    }

    /// A stretch of each year in which schools may have holidays.
    SchoolHoliday {
        /// Its first day, as 07-10.
        from: String,
        /// Its last day, as 09-10.
        to: String,
        /// Which holiday.
        name: String,
    }

    /// A bank holiday.
    BankHoliday {
        /// The day.
        date: String,
        /// Its name.
        name: String,
    }

    /// A bank holiday elsewhere in the United Kingdom.
    ElsewhereHoliday {
        /// The day.
        date: String,
        /// Its name.
        name: String,
        /// Scotland or Northern Ireland.
        r#where: String,
    }
}
