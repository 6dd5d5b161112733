//! The questions as a picture: to read in a terminal, and for Mermaid and Graphviz.

use std::collections::HashSet;

use signpost_check::proof::tree::{Around, Asked, PLAN, Tree};
use signpost_core::text;
use signpost_render::html::escaped;

/// To read: each question once, and under it what each answer can lead to.
pub fn text(tree: &Tree, width: usize) -> String {
    let one = |asked: &Asked| {
        let mut out = text::wrap(&format!("{}: {}", asked.id, asked.ask), width, "", "    ") + "\n";
        for branch in &asked.branches {
            let next = text::list_or(&branch.next);
            out.push_str(&(text::wrap(&format!("{} -> {next}", branch.answers), width, "  ", "      ") + "\n"));
        }
        out
    };
    tree.questions.iter().map(one).collect::<Vec<String>>().join("\n")
}

/// What leads to an item and what depends on it.
pub fn around(around: &Around, width: usize) -> String {
    let mut lines = vec![format!("{} ({})", around.id, around.what)];
    if !around.looks_at.is_empty() {
        lines.push(format!("looks at: {}", around.looks_at.join(", ")));
    }
    if !around.after.is_empty() {
        lines.push(format!("asked straight after: {}", around.after.join(", ")));
    }
    for (what, ids) in &around.used_by {
        lines.push(format!("{what} that look at it: {}", ids.join(", ")));
    }
    let mut out: String = lines.iter().map(|line| text::wrap(line, width, "", "    ") + "\n").collect();
    if let Some(example) = &around.example {
        out.push_str(&format!("shortest way there, on {}:\n", example.today));
        example.yaml().lines().for_each(|line| out.push_str(&format!("  {line}\n")));
    }
    out
}

/// For Mermaid. Dotted lines: earlier answers decide which of them it is.
pub fn mermaid(tree: &Tree) -> String {
    let mut out = String::from("flowchart TD\n");
    let node = |id: &str| id.replace('-', "_");
    for asked in &tree.questions {
        // `end` and the like mean something in Mermaid, so every name gets a letter before it.
        out.push_str(&format!("  q_{}[\"{}<br>{}\"]\n", node(&asked.id), asked.id, escaped(&asked.ask)));
    }
    out.push_str(&format!("  q_{PLAN}([\"{PLAN}\"])\n"));
    let mut named: HashSet<&str> = tree.questions.iter().map(|asked| asked.id.as_str()).chain([PLAN]).collect();
    for asked in &tree.questions {
        for branch in &asked.branches {
            let arrow = if branch.next.len() > 1 { "-.->" } else { "-->" };
            for next in &branch.next {
                // A part of the tree ends in questions that are not drawn.
                if named.insert(next) {
                    out.push_str(&format!("  q_{}[\"{next}\"]\n", node(next)));
                }
                let label = escaped(&branch.answers);
                out.push_str(&format!("  q_{} {arrow}|\"{label}\"| q_{}\n", node(&asked.id), node(next)));
            }
        }
    }
    out
}

/// For Graphviz. Dashed lines: earlier answers decide which of them it is.
pub fn dot(tree: &Tree) -> String {
    let quoted = |text: &str| format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    let mut out = String::from("digraph questions {\n  node [shape=box, fontname=\"sans-serif\"];\n");
    for asked in &tree.questions {
        let label = format!("{}\n{}", asked.id, asked.ask);
        out.push_str(&format!("  {} [label={}];\n", quoted(&asked.id), quoted(&label).replace('\n', "\\n")));
    }
    out.push_str(&format!("  {} [shape=ellipse];\n", quoted(PLAN)));
    for asked in &tree.questions {
        for branch in &asked.branches {
            let style = if branch.next.len() > 1 { ", style=dashed" } else { "" };
            for next in &branch.next {
                let label = quoted(&branch.answers);
                out.push_str(&format!("  {} -> {} [label={label}{style}];\n", quoted(&asked.id), quoted(next)));
            }
        }
    }
    out.push_str("}\n");
    out
}
