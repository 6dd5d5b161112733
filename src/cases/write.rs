//! A case as the text of its file: one field a line in a fixed order, so that two copies can be compared line by line.
//!
//! `yes` and `no` stand without quotes, as people write them. Other programs may read them as true and false and write
//! those back; the reader takes both.

use serde::Serialize;
use serde_yaml::Value;

use super::model::{Case, SCHEMA_VERSION};
use super::read::{Fault, MAX_BYTES, clean, read};

/// What stands on top of every file.
const HEAD: &str = "# A case of signpost. It holds no names; keep it so.\n";

/// The text of the case's file. Every file of a case that is written comes from here: without hidden characters, not too
/// large, and known to be read as the same case.
///
/// # Errors
/// Why it could not be read again.
pub fn write(case: &Case) -> Result<String, Fault> {
    let written = text(case)?;
    if written.len() > MAX_BYTES {
        return Err(Fault("it would become larger than 1 MiB. Close it and go on with a new case.".into()));
    }
    if text(&read(written.as_bytes())?)? == written {
        Ok(written)
    } else {
        Err(Fault("it would be read as something else".into()))
    }
}

/// The case as text, to be shown.
///
/// # Errors
/// It cannot be written.
pub fn text(case: &Case) -> Result<String, Fault> {
    let yaml = serde_yaml::to_string(&value(case)?).map_err(|error| Fault(error.to_string()))?;
    Ok(format!("{HEAD}{yaml}"))
}

/// The case as a plain value, also for `--format json`.
///
/// # Errors
/// It cannot be one.
pub fn value(case: &Case) -> Result<Value, Fault> {
    #[derive(Serialize)]
    struct File<'c> {
        schema_version: u64,
        #[serde(flatten)]
        case: &'c Case,
    }
    let file = File { schema_version: SCHEMA_VERSION, case };
    let mut value = serde_yaml::to_value(file).map_err(|error| Fault(error.to_string()))?;
    clean(&mut value);
    Ok(value)
}
