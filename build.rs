//! Writes the rule files down as one JSON text for the program to carry: the same values as the YAML, faster to read.

#[allow(dead_code, missing_docs)]
#[path = "src/rules/file.rs"]
mod file;
#[path = "src/rules/folder.rs"]
mod folder;

use std::path::{Path, PathBuf};
use std::{env, fs};

use folder::Sources;

fn main() {
    println!("cargo::rerun-if-changed=rules");
    println!("cargo::rerun-if-changed=src/rules/file.rs");
    println!("cargo::rerun-if-changed=src/rules/folder.rs");
    let folder = Path::new("rules");
    let mut sources = Sources::new();
    gather(folder, folder, &mut sources);
    let bundle = bundle(&sources);
    let out = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR")).join("rules.json");
    fs::write(out, serde_json::to_vec(&bundle).expect("the rules are plain values")).expect("OUT_DIR can be written");
}

fn gather(root: &Path, folder: &Path, sources: &mut Sources) {
    for entry in fs::read_dir(folder).expect("the rules folder can be read") {
        let path = entry.expect("its entries can be read").path();
        let inside = path.strip_prefix(root).expect("it lies inside").to_string_lossy().replace('\\', "/");
        if path.is_dir() {
            gather(root, &path, sources);
        } else if folder::is_rule_file(&inside) {
            sources.insert(inside, fs::read(&path).expect("a rule file can be read"));
        }
    }
}

/// The first fault stops the build; `signpost rules check` names them all.
fn bundle(sources: &Sources) -> file::Bundle {
    let head: file::Head = yaml("england.yaml", sources);
    let parts =
        head.parts.iter().map(|name| file::PartFile { file: name.clone(), part: yaml(name, sources) }).collect();
    let letters =
        sources.keys().filter(|name| name.starts_with("letters/")).map(|name| letter(name, sources)).collect();
    file::Bundle {
        head,
        parts,
        areas: yaml("areas.yaml", sources),
        calendar: yaml("calendar.yaml", sources),
        words: yaml("words.yaml", sources),
        letters,
        hash: folder::hash(sources),
    }
}

fn text<'s>(name: &str, sources: &'s Sources) -> &'s str {
    let bytes = sources.get(name).unwrap_or_else(|| panic!("rules/{name} is missing"));
    std::str::from_utf8(bytes).unwrap_or_else(|error| panic!("rules/{name}: {error}"))
}

fn yaml<T: serde::de::DeserializeOwned>(name: &str, sources: &Sources) -> T {
    serde_yaml::from_str(text(name, sources)).unwrap_or_else(|error| panic!("rules/{name}: {error}"))
}

fn letter(name: &str, sources: &Sources) -> file::Letter {
    let parts = folder::split_letter(text(name, sources));
    let (head, body) = parts.unwrap_or_else(|| panic!("rules/{name} has no head"));
    let head = serde_yaml::from_str(head).unwrap_or_else(|error| panic!("rules/{name}: {error}"));
    let id = name.trim_start_matches("letters/").trim_end_matches(".md").to_owned();
    file::Letter { id, head, body: body.to_owned() }
}
