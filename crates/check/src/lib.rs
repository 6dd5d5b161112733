//! From rule files to checked rules ([`files`]), and what holds of them on every path ([`proof`]).

pub mod files;
pub mod proof;
#[cfg(test)]
mod schema;
