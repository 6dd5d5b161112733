//! What the walk over every path found, for whoever edits the rules.

use signpost_check::files::Severity;
use signpost_check::proof::space::ProofError;
use signpost_check::proof::verdict::{Proof, Violation};
use signpost_core::text;

/// The counts, and what does not hold, each with answers that show it.
pub fn text(proof: &Result<Proof, ProofError>, width: usize) -> String {
    let proof = match proof {
        Ok(proof) => proof,
        Err(why) => return format!("nothing was proved: {why}\n"),
    };
    let mut out: String = proof.violations.iter().map(|violation| one(violation, width)).collect();
    out.push_str(&counts(proof));
    out
}

fn counts(proof: &Proof) -> String {
    let (faults, warnings) = (proof.count(Severity::Error), proof.count(Severity::Warning));
    let mut said = match faults {
        0 => "everything holds on each of them".to_owned(),
        faults => format!("{} on the way", text::count(faults as i64, "fault")),
    };
    if warnings > 0 {
        said.push_str(&format!("; {}", text::count(warnings as i64, "warning")));
    }
    format!("every path, {} to {} questions each: {said}\n", proof.shortest, proof.longest)
}

fn one(violation: &Violation, width: usize) -> String {
    let kind = if violation.code.severity() == Severity::Error { "error" } else { "warning" };
    let head = format!("{kind}[{}]: {}", violation.code.name(), violation.message);
    let mut out = text::wrap(&head, width, "", "  ") + "\n";
    if let Some(witness) = &violation.witness {
        out.push_str(&format!("  signpost plan --today {} --answers -   with these answers:\n", witness.today));
        witness.yaml().lines().for_each(|line| out.push_str(&format!("    {line}\n")));
    }
    out.push('\n');
    out
}
