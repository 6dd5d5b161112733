//! A caseload as a spreadsheet: a column a question in; the step and its dates out.

use std::io::{self, Read};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use ::csv::{ByteRecord, Reader, ReaderBuilder, Writer};
use serde_yaml::Value;

use super::line::{Advisor, Failed, Heard, ID, STORY, TODAY};
use super::{Done, MOST_BYTES, through};
use crate::error::AppError;
use signpost_core::interview::Standing;
use signpost_core::plan::{self, Plan};
use signpost_core::rules::model::{Kind, RouteIx, RuleSet, Who};
use signpost_core::text::printable;

/// Rows handed on at once.
const ROWS: usize = 64;

/// Bytes the CSV reader may have read ahead of a row.
const AHEAD: u64 = 1 << 16;

const OUT: [&str; 10] =
    ["line", "id", "next_step", "step", "by", "last_day", "alongside", "open", "deadlines", "error"];

/// What is said besides where a column holds stories.
const HEARD: [&str; 3] = ["understood", "offered", "not_understood"];

/// Rows with the line each begins on.
type Rows = Vec<(u64, ByteRecord)>;

/// What a heading says.
enum Column {
    Id,
    Today,
    Story,
    Question { id: String, several: bool },
}

/// Runs the command for CSV.
///
/// # Errors
/// A heading is no question; input or output broke; some rows had an error, after all have been done.
pub fn run(jobs: usize, advisor: Arc<Advisor>) -> Result<(), AppError> {
    let allowed = Arc::new(AtomicU64::new(MOST_BYTES as u64));
    let input = Guarded { input: io::stdin(), read: 0, allowed: Arc::clone(&allowed), half: false };
    let mut reader = ReaderBuilder::new().flexible(true).buffer_capacity(AHEAD as usize).from_reader(input);
    let headings =
        reader.byte_headers().map_err(|error| AppError::read("standard input".as_ref(), error.into()))?.clone();
    let columns = understand(&advisor.rules, &headings)?;
    let mut first = Writer::from_writer(Vec::new());
    let heard = if stories(&columns) { HEARD.as_slice() } else { &[] };
    first.write_record(OUT.iter().chain(heard)).map_err(|error| AppError::Output(error.into()))?;
    super::super::print_bytes(&first.into_inner().map_err(|error| AppError::Output(error.into_error()))?)?;
    let source = move |hand_on: &mut dyn FnMut(Rows) -> bool| rows(&mut reader, &allowed, hand_on);
    through(jobs, source, move |rows: Rows| work(&advisor, &columns, &rows))
}

/// Which question each column answers. One that answers none is a slip of the pen, and would silently change advice.
fn understand(rules: &RuleSet, headings: &ByteRecord) -> Result<Vec<Column>, AppError> {
    let mut columns: Vec<Column> = Vec::new();
    let mut seen: Vec<String> = Vec::new();
    for heading in headings {
        let heading = String::from_utf8_lossy(heading);
        let id = heading.trim_start_matches('\u{feff}').trim().to_owned();
        if seen.contains(&id) {
            return Err(AppError::usage(format!("the heading `{id}` stands twice"), None));
        }
        columns.push(match (id.as_str(), rules.question_by_id(&id)) {
            (ID, _) => Column::Id,
            (TODAY, _) => Column::Today,
            (STORY, _) => Column::Story,
            (_, Some(place)) => {
                let several = matches!(rules.question(place).kind, Kind::Several { .. } | Kind::Told);
                Column::Question { id: id.clone(), several }
            }
            (_, None) => {
                let near =
                    signpost_core::text::nearest(&id, rules.questions.iter().map(|question| question.id.as_str()));
                let help = near.map_or_else(
                    || "Headings are question ids; signpost plan --questions lists them.".to_owned(),
                    |near| format!("Did you mean `{near}`?"),
                );
                return Err(AppError::usage(format!("the heading `{id}` is no question"), Some(&help)));
            }
        });
        seen.push(id);
    }
    Ok(columns)
}

fn rows(reader: &mut Reader<Guarded>, allowed: &AtomicU64, hand_on: &mut dyn FnMut(Rows) -> bool) -> io::Result<()> {
    let mut rows = Rows::with_capacity(ROWS);
    loop {
        let mut record = ByteRecord::new();
        // A row may be so long and no longer: a quote that is never closed would else swallow the rest.
        allowed.store(reader.position().byte() + MOST_BYTES as u64 + AHEAD, Ordering::Relaxed);
        let more = reader.read_byte_record(&mut record).map_err(io::Error::from);
        if let Ok(true) = more {
            let line = record.position().map_or(0, ::csv::Position::line);
            rows.push((line, record));
            if rows.len() < ROWS {
                continue;
            }
        }
        if !rows.is_empty() && !hand_on(std::mem::take(&mut rows)) {
            return Ok(());
        }
        if !more? {
            return Ok(());
        }
    }
}

/// An input that gives no more than is allowed, with every line end as `\n`: the reader counts those.
struct Guarded {
    input: io::Stdin,
    read: u64,
    allowed: Arc<AtomicU64>,
    /// The last byte was `\r`, so that a `\n` is its second half.
    half: bool,
}

impl Read for Guarded {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        if self.read > self.allowed.load(Ordering::Relaxed) {
            let what = "a row is longer than 1 MiB; is a quote not closed?";
            return Err(io::Error::other(what));
        }
        loop {
            let count = self.input.read(buffer)?;
            let mut kept = 0;
            for at in 0..count {
                let (byte, half) = (buffer[at], std::mem::replace(&mut self.half, buffer[at] == b'\r'));
                if byte != b'\n' || !half {
                    buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            self.read += kept as u64;
            // Nothing means the end, so a lone second half is no answer.
            if kept > 0 || count == 0 {
                return Ok(kept);
            }
        }
    }
}

fn work(advisor: &Advisor, columns: &[Column], rows: &Rows) -> Done {
    let mut out = Writer::from_writer(Vec::new());
    let mut done = Done::default();
    for (line, record) in rows {
        done.lines += 1;
        let mut mark = String::new();
        let mut heard = None;
        let mut cells = match advise(advisor, columns, record, &mut mark, &mut heard) {
            Ok(plan) => said(&plan),
            Err(failed) => {
                done.failed += 1;
                let mut cells = vec![String::new(); OUT.len() - 2];
                cells[OUT.len() - 3] =
                    failed.open.map_or(failed.error.clone(), |id| format!("{} [{id}]", failed.error));
                cells
            }
        };
        if stories(columns) {
            cells.extend(understood(&heard.unwrap_or_default()));
        }
        let row = [line.to_string(), mark].into_iter().chain(cells).map(|cell| inert(&cell));
        out.write_record(row).expect("a vector takes whatever is written to it");
    }
    done.out = out.into_inner().expect("and gives it back");
    done
}

/// A cell that a spreadsheet shows and does not work out, and that steers no screen.
fn inert(cell: &str) -> String {
    let cell = printable(cell, false);
    let formula = cell.starts_with(['=', '+', '-', '@']) && cell.parse::<f64>().is_err();
    if formula { format!("'{cell}") } else { cell }
}

fn advise<'a>(
    advisor: &'a Advisor,
    columns: &[Column],
    record: &ByteRecord,
    mark: &mut String,
    heard: &mut Option<Heard>,
) -> Result<Plan<'a>, Failed> {
    if record.len() > columns.len() {
        return Err(format!("the row has {} cells and there are {} headings", record.len(), columns.len()).into());
    }
    let mut entries = Vec::with_capacity(columns.len());
    let (mut today, mut story) = (None, None);
    for (column, cell) in columns.iter().zip(record) {
        let cell = std::str::from_utf8(cell).map_err(|_| "the row is not UTF-8 text".to_owned())?.trim();
        match column {
            Column::Id => cell.clone_into(mark),
            Column::Today => today = Some(Value::from(cell)),
            Column::Story => story = Some(cell),
            Column::Question { .. } if cell.is_empty() => {}
            Column::Question { id, several: false } => entries.push((id.clone(), Value::from(cell))),
            Column::Question { id, several: true } => {
                let ids = cell.split([' ', ';', ',']).filter(|id| !id.is_empty()).map(Value::from);
                entries.push((id.clone(), Value::Sequence(ids.collect())));
            }
        }
    }
    let today = advisor.day(today.as_ref())?;
    if let Some(story) = story {
        *heard = Some(advisor.hear(story, &mut entries, today)?);
    }
    advisor.plan(entries, today)
}

fn stories(columns: &[Column]) -> bool {
    columns.iter().any(|column| matches!(column, Column::Story))
}

/// The cells of what a story came to.
fn understood(heard: &Heard) -> Vec<String> {
    let answers = heard.understood.iter().map(|(id, value)| match value {
        Value::Sequence(all) => {
            let all: Vec<&str> = all.iter().filter_map(Value::as_str).collect();
            format!("{id}={}", all.join(","))
        }
        value => format!("{id}={}", value.as_str().unwrap_or_default()),
    });
    let answers: Vec<String> = answers.collect();
    let offered: Vec<String> =
        heard.offered.iter().map(|piece| format!("{}: {}", piece.said, piece.may_mean.join(" or "))).collect();
    vec![answers.join(" "), offered.join("; "), heard.not_understood.join("; ")]
}

/// The cells of a plan, from `next_step` to `error`.
fn said(plan: &Plan<'_>) -> Vec<String> {
    let (situation, rules) = (&plan.walk.situation, plan.rules());
    let ids = |routes: &[RouteIx]| {
        let ids: Vec<&str> = routes.iter().map(|route| rules.route(*route).id.as_str()).collect();
        ids.join(" ")
    };
    let own = plan.step().step_deadlines.iter().filter(|place| rules.deadline(**place).who == Who::You);
    let last = own
        .filter(|place| situation.applies(**place))
        .filter_map(|place| match situation.standing(*place) {
            Standing::Dated(dated) if dated.reckoning.last >= situation.today => Some(dated.reckoning.last),
            _ => None,
        })
        .min();
    let by = plan::nearest_own_deadline(&plan.walk, plan.next_step);
    let deadlines = plan.deadlines.iter().filter_map(|place| match situation.standing(*place) {
        Standing::Dated(dated) => Some(format!("{}={}", rules.deadline(*place).id, dated.reckoning.last)),
        _ => None,
    });
    let deadlines: Vec<String> = deadlines.collect();
    let day = |day: Option<chrono::NaiveDate>| day.map_or(String::new(), |day| day.to_string());
    vec![
        plan.step().id.clone(),
        situation.say(&plan.step().next_step),
        day(by),
        day(last),
        ids(&plan.alongside),
        ids(&plan.open),
        deadlines.join(" "),
        String::new(),
    ]
}
