//! The dates ahead as a picture: one line of time, a numbered mark for each day. The numbers are those of the list that
//! stands beside it, so the picture says nothing that the words do not.

use chrono::{Datelike, Months, NaiveDate};

use super::document::Mark;

/// The picture's width in its own units. Small, so that its letters stay readable on a telephone.
const WIDE: f64 = 360.0;
/// Room at each end.
const MARGIN: f64 = 20.0;
/// Height of a row of marks.
const ROW: f64 = 28.0;
/// The nearest two marks of one row may stand, and the nearest two names of months.
const APART: f64 = 26.0;
const MONTHS_APART: f64 = 34.0;

/// The marks as SVG, seen from `today`. `id` tells two pictures of one page apart.
pub fn svg(today: NaiveDate, marks: &[Mark], id: &str) -> String {
    let Some(last) = marks.iter().map(|mark| mark.day).max() else { return String::new() };
    let days = (last - today).num_days().max(14) as f64;
    let x = |day: NaiveDate| MARGIN + (day - today).num_days() as f64 / days * (WIDE - 2.0 * MARGIN);
    let rows = rows(marks, &x);
    let axis = (rows.iter().max().copied().unwrap_or(0) + 1) as f64 * ROW + 8.0;
    let height = axis + 40.0;
    let mut out = format!(
        "<svg class=\"timeline\" viewBox=\"0 0 {WIDE} {height}\" role=\"img\" aria-labelledby=\"{id}-title {id}-desc\">\n\
         <title id=\"{id}-title\">Line of time with {} numbered marks</title>\n\
         <desc id=\"{id}-desc\">The numbers are those of the list of dates that follows. Round marks are for you, square ones for others.</desc>\n\
         <line x1=\"{MARGIN}\" y1=\"{axis}\" x2=\"{}\" y2=\"{axis}\" stroke=\"#000\" stroke-width=\"2\"/>\n",
        marks.len(),
        WIDE - MARGIN
    );
    out.push_str(&months(today, last, axis, &x));
    out.push_str(&format!(
        "<line x1=\"{MARGIN}\" y1=\"{}\" x2=\"{MARGIN}\" y2=\"{}\" stroke=\"#000\" stroke-width=\"2\"/>\
         <text x=\"{}\" y=\"{}\" font-size=\"11\">Today</text>\n",
        axis - 8.0,
        axis + 8.0,
        MARGIN - 14.0,
        axis + 34.0
    ));
    for (at, (mark, row)) in marks.iter().zip(&rows).enumerate() {
        let (x, y) = (x(mark.day), axis - ROW * (*row as f64 + 0.75));
        out.push_str(&format!("<line x1=\"{x:.1}\" y1=\"{y:.1}\" x2=\"{x:.1}\" y2=\"{axis}\" stroke=\"#000\"/>"));
        let (shape, ink) = if mark.own {
            (format!("<circle cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"11\" fill=\"#000\"/>"), "#fff")
        } else {
            let (left, top) = (x - 10.0, y - 10.0);
            let square = format!("<rect x=\"{left:.1}\" y=\"{top:.1}\" width=\"20\" height=\"20\"");
            (format!("{square} fill=\"#fff\" stroke=\"#000\" stroke-width=\"2\"/>"), "#000")
        };
        let number = at + 1;
        let foot = y + 4.5;
        out.push_str(&format!(
            "{shape}<text x=\"{x:.1}\" y=\"{foot:.1}\" font-size=\"12\" font-weight=\"700\" text-anchor=\"middle\" fill=\"{ink}\">{number}</text>\n"
        ));
    }
    out.push_str("</svg>\n");
    out
}

/// The row of each mark: the lowest in which it does not touch another.
fn rows(marks: &[Mark], x: &dyn Fn(NaiveDate) -> f64) -> Vec<usize> {
    let mut ends: Vec<f64> = Vec::new();
    let place = |mark: &Mark| {
        let x = x(mark.day);
        let row = ends.iter().position(|end| x - end >= APART).unwrap_or(ends.len());
        if row == ends.len() {
            ends.push(x);
        } else {
            ends[row] = x;
        }
        row
    };
    marks.iter().map(place).collect()
}

/// The first of each month on the line, as many named as there is room for.
fn months(today: NaiveDate, last: NaiveDate, axis: f64, x: &dyn Fn(NaiveDate) -> f64) -> String {
    let mut out = String::new();
    let mut named_at = f64::MIN;
    let mut month = today.with_day(1);
    while let Some(day) = month.filter(|day| *day <= last) {
        month = day.checked_add_months(Months::new(1));
        if day < today {
            continue;
        }
        let x = x(day);
        out.push_str(&format!(
            "<line x1=\"{x:.1}\" y1=\"{axis}\" x2=\"{x:.1}\" y2=\"{}\" stroke=\"#000\"/>",
            axis + 5.0
        ));
        if x - named_at >= MONTHS_APART && x < WIDE - 12.0 {
            named_at = x;
            let name = if day.month() == 1 { day.format("%Y") } else { day.format("%b") };
            out.push_str(&format!(
                "<text x=\"{x:.1}\" y=\"{}\" font-size=\"11\" text-anchor=\"middle\">{name}</text>\n",
                axis + 18.0
            ));
        }
    }
    out
}
