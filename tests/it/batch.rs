//! Whole caseloads: a line in, a line out, in order, whatever is in between.

use std::io::Write;
use std::process::{Command, Stdio};

use crate::run::{PROGRAM, TODAY};
use crate::shelf::run;

const LINE: &str = r#"{"area":"england","person":"child","about":["plan"],"stage":"refused-assessment","done":["nothing"],"letter-date":"2026-10-28","told":"none"}"#;

fn lines(out: &str) -> Vec<serde_json::Value> {
    out.lines().map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

#[test]
fn a_line_is_the_same_plan_as_the_command_gives() {
    let batch = run(&["batch"], LINE.as_bytes());
    assert_eq!(batch.code, 0, "{}", batch.err);
    let alone = run(&["plan", "--format", "json", "--answers", "-"], LINE.as_bytes());
    let alone: serde_json::Value = serde_json::from_str(&alone.out).expect("JSON");
    assert_eq!(lines(&batch.out), [alone]);
}

#[test]
fn a_story_in_a_line_is_understood_and_what_was_not_is_told() {
    let told = "leeds, refusal to assess, letter 28 oct, son 6, not rung mediation yet, purple elephants";
    let line = |more: &str| format!("{{\"id\":1,\"story\":\"{told}\"{more}}}");
    let whole = run(&["batch"], line(r#","about":["plan"],"done":["nothing"],"told":"none""#).as_bytes());
    assert_eq!(whole.code, 0, "{}", whole.err);
    let plan = &lines(&whole.out)[0];
    assert_eq!(plan["next_step"]["id"], "mediation-advice");
    let understood = serde_json::json!({
        "area": "leeds", "letter-date": "2026-10-28", "person": "child", "stage": "refused-assessment"
    });
    assert_eq!(plan["heard"]["understood"], understood);
    // What was done is given, so nothing more is made of the words about it.
    assert_eq!(plan["heard"]["offered"], serde_json::json!([]));
    assert_eq!(plan["heard"]["not_understood"], serde_json::json!(["purple elephants"]));
    // What is still open is named, with what was heard; what was given stays as it is.
    let open = run(&["batch"], line(r#","person":"me""#).as_bytes());
    let open = &lines(&open.out)[0];
    assert_eq!((&open["open"], &open["heard"]["understood"]["stage"]), (&"done".into(), &"refused-assessment".into()));
    assert!(open["heard"]["understood"].get("person").is_none(), "{open}");
    let sheet = format!("id,about,done,told,story\n7,plan,nothing,none,\"{told}\"\n8,plan,nothing,none,\n");
    let done = run(&["batch", "--format", "csv"], sheet.as_bytes());
    let mut rows = done.out.lines();
    assert!(
        rows.next().is_some_and(|heading| heading.ends_with("error,understood,offered,not_understood")),
        "{}",
        done.out
    );
    let row = rows.next().unwrap_or_default();
    assert!(row.contains("mediation-advice") && row.contains("stage=refused-assessment"), "{row}");
    assert!(row.ends_with(",purple elephants"), "{row}");
}

#[test]
fn a_bad_line_never_stops_the_stream() {
    let mut input = Vec::new();
    let marked = LINE.replacen('{', r#"{"id":"a/1","#, 1);
    let earlier = LINE.replacen('{', r#"{"today":"2026-11-01","#, 1);
    let rows: [(&[u8], &str); 13] = [
        (marked.as_bytes(), ""),
        (b"{broken", "not a JSON object"),
        (b"", "the line is empty"),
        (b"[1,2]", "not a JSON object"),
        (b"{\"area\":\"\xff\"}", "not UTF-8"),
        (br#"{"id":7,"area":"england"}"#, "one more answer"),
        (br#"{"person":"chidl"}"#, "Did you mean `child`"),
        (br#"{"area":"england","area":"wales"}"#, "answered twice"),
        (br#"{"area":{"a":1}}"#, "not of the right kind"),
        (br#"{"today":"soon"}"#, "`today` must be a day"),
        (br#"{"natoin":"england"}"#, "no question has this id"),
        (earlier.as_bytes(), ""),
        (LINE.as_bytes(), ""),
    ];
    for (at, (row, _)) in rows.iter().enumerate() {
        input.extend_from_slice(row);
        if at + 1 < rows.len() {
            input.extend_from_slice(if at % 2 == 0 { b"\n" } else { b"\r\n" });
        }
    }
    let done = run(&["batch"], &input);
    assert_eq!(done.code, 1);
    assert!(done.err.contains("10 of 13 lines had an error"), "{}", done.err);
    let out = lines(&done.out);
    assert_eq!(out.len(), rows.len());
    for (at, (_, error)) in rows.iter().enumerate() {
        if error.is_empty() {
            assert_eq!(out[at]["next_step"]["id"], "mediation-advice");
        } else {
            assert_eq!(out[at]["line"], at + 1);
            assert!(out[at]["error"].as_str().is_some_and(|said| said.contains(error)), "{}", out[at]);
        }
    }
    assert_eq!((&out[0]["id"], &out[5]["id"]), (&"a/1".into(), &7.into()));
    assert_eq!(out[5]["open"], "person");
    assert_eq!(out[11]["today"], "2026-11-01");
}

#[test]
fn a_line_of_ten_megabytes_is_one_error() {
    let long = format!("{{\"area\":\"{}\"}}\n{LINE}", "x".repeat(10 << 20));
    let done = run(&["batch"], long.as_bytes());
    let out = lines(&done.out);
    assert_eq!((out.len(), &out[0]["error"]), (2, &"the line is longer than 1 MiB".into()));
    assert!(out[1]["next_step"].is_object());
    let open = format!("area,person\nengland,\"{}", "x\n".repeat(5 << 20));
    let done = run(&["batch", "--format", "csv"], open.as_bytes());
    assert!(done.code == 1 && done.err.contains("is a quote not closed?"), "{}", done.err);
}

#[test]
fn a_closed_pipe_is_nobodys_news() {
    let mut child = Command::new(PROGRAM)
        .args(["batch", "--today", TODAY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let mut stdin = child.stdin.take().expect("a pipe");
    let line = format!("{LINE}\n").repeat(1000);
    while stdin.write_all(line.as_bytes()).is_ok() {}
    let ended = child.wait_with_output().expect("it ends");
    assert_eq!(String::from_utf8_lossy(&ended.stderr), "");
}

/// Lines with different answers and days, so that a line in the wrong place would show.
fn caseload(count: usize) -> (Vec<u8>, Vec<String>) {
    let mut input = Vec::new();
    let mut days = Vec::new();
    for number in 0..count {
        let day = format!("2026-10-{:02}", number % 28 + 1);
        let line = LINE.replace("2026-10-28", &day).replacen('{', &format!("{{\"id\":{number},"), 1);
        // One in a hundred is broken.
        let line = if number % 100 == 7 { &line[..line.len() - 1] } else { &line };
        input.extend_from_slice(line.as_bytes());
        input.push(b'\n');
        days.push(day);
    }
    (input, days)
}

fn in_order(count: usize) {
    let (input, days) = caseload(count);
    let done = run(&["batch"], &input);
    let mut seen = 0;
    for (at, line) in done.out.lines().enumerate() {
        seen += 1;
        if at % 100 == 7 {
            assert!(line.ends_with(&format!("\"line\":{}}}", at + 1)), "line {at}: {line}");
        } else {
            assert!(line.starts_with(&format!("{{\"id\":{at},")), "line {at}: {line}");
            assert!(line.contains(&days[at]), "line {at}");
        }
    }
    assert_eq!(seen, count);
}

#[test]
fn twenty_thousand_lines_keep_their_order() {
    in_order(20_000);
}

#[test]
fn many_lines_in_constant_memory() {
    let (input, _) = caseload(10_000);
    let mut child = Command::new(PROGRAM)
        .args(["batch", "--today", TODAY])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let writer = std::thread::spawn(move || (0..8).try_for_each(|_| stdin.write_all(&input)));
    let mut out = std::io::BufReader::new(child.stdout.take().expect("a pipe"));
    let mut lines = 0u64;
    let mut most = 0u64;
    let mut line = Vec::new();
    while std::io::BufRead::read_until(&mut out, b'\n', &mut line).expect("read") > 0 {
        lines += 1;
        line.clear();
        if lines.is_multiple_of(10_000)
            && let Ok(status) = std::fs::read_to_string(format!("/proc/{}/status", child.id()))
        {
            let kib = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).unwrap_or("0");
            let now = kib.trim().trim_end_matches(" kB").parse().unwrap_or(0);
            most = most.max(now);
        }
    }
    writer.join().expect("no fault").expect("written");
    child.wait().expect("it ends");
    println!("{lines} lines, at most {most} KiB");
    assert_eq!(lines, 80_000);
    assert!(most < 64 << 10, "{most} KiB resident");
}

#[test]
fn a_spreadsheet_in_and_out() {
    let csv = "id,area,person,about,stage,done,letter-date,told\n\
        1,england,child,plan,refused-assessment,nothing,28/10/2026,none\n\
        2,england,child,plan,refused-assessment,nothing,32/10/2026,none\n\
        3,england\n";
    let done = run(&["batch", "--format", "csv"], csv.as_bytes());
    assert_eq!(done.code, 1);
    let rows: Vec<&str> = done.out.lines().collect();
    assert_eq!(rows.len(), 4, "{}", done.out);
    assert_eq!(rows[0], "line,id,next_step,step,by,last_day,alongside,open,deadlines,error");
    assert!(rows[1].starts_with("2,1,mediation-advice,") && rows[1].contains(",2026-12-24,2026-12-28,"), "{}", rows[1]);
    assert!(rows[2].contains("must be a real date"), "{}", rows[2]);
    assert!(rows[3].ends_with("[person]"), "{}", rows[3]);
    let wrong = run(&["batch", "--format", "csv"], b"area,persn\n");
    assert!(wrong.code == 2 && wrong.err.contains("Did you mean `person`?"), "{}", wrong.err);
    let wrong = run(&["batch", "--format", "csv"], b"area,what the weather was\n");
    assert!(wrong.code == 2 && wrong.err.contains("signpost plan --questions lists them"), "{}", wrong.err);
    let wrong = run(&["batch", "--format", "csv"], b"area,person,area\n");
    assert!(wrong.code == 2 && wrong.err.contains("the heading `area` stands twice"), "{}", wrong.err);
}

#[test]
fn a_row_of_a_spreadsheet_that_does_not_fit_is_one_error() {
    let csv = b"id,today,area\na,2027-02-01,wales\nb,2027-02-01,wales,more\nc,soon,wales\nd,,w\xe0les\ne,,wales\n";
    let done = run(&["batch", "--format", "csv"], csv);
    let rows: Vec<&str> = done.out.lines().skip(1).collect();
    assert_eq!((done.code, rows.len()), (1, 5), "{}", done.out);
    for (row, wanted) in rows.iter().zip([
        "2,a,wales-route,",
        "the row has 4 cells and there are 3 headings",
        "`today` must be a day such as 2026-11-21",
        "the row is not UTF-8 text",
        "6,e,wales-route,",
    ]) {
        assert!(row.contains(wanted), "{row}");
    }
}
