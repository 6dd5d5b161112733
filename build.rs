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
    let out_dir = PathBuf::from(env::var_os("OUT_DIR").expect("cargo sets OUT_DIR"));
    let (out, files) = (out_dir.join("rules.json"), out_dir.join("rules_files.rs"));
    fs::write(files, listing(&sources)).expect("OUT_DIR can be written");
    fs::write(out, serde_json::to_vec(&bundle).expect("the rules are plain values")).expect("OUT_DIR can be written");
}

/// The rule files themselves as a Rust list, so that the program can check what it carries.
fn listing(sources: &Sources) -> String {
    let root = env::var("CARGO_MANIFEST_DIR").expect("cargo sets CARGO_MANIFEST_DIR");
    let mut list = String::from("&[");
    for name in sources.keys() {
        let path = Path::new(&root).join("rules").join(name);
        list.push_str(&format!("({name:?}, include_bytes!({path:?}).as_slice()),\n"));
    }
    list + "]"
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
    let letters = sources.keys().filter(|name| folder::is_letter(name)).map(|name| letter(name, sources)).collect();
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
    file::Letter { id: folder::letter_id(name).to_owned(), head, body: body.to_owned() }
}
