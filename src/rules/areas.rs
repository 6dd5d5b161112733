//! A service's own areas file: the question about the area then offers its areas.

use serde_yaml::Value;

use super::file::{Bundle, Choice};

/// The question whose options are the areas.
const QUESTION: &str = "area";

/// Makes the options of the question `area` those of the areas file. An area the rules know keeps its words.
pub fn fit(bundle: &mut Bundle) {
    let areas = &bundle.areas.areas;
    let questions = bundle.parts.iter_mut().flat_map(|part| &mut part.part.questions);
    let Some(question) = questions.into_iter().find(|question| question.id == QUESTION) else { return };
    let known = std::mem::take(&mut question.options);
    question.options = areas
        .iter()
        .map(|area| known.iter().find(|option| option.id == area.id).cloned().unwrap_or_else(|| option(area)))
        .collect();
    // "I am not sure" goes on as if in the last area, which in the files of the program is "another council".
    let assumed = areas.last().map(|area| Value::String(area.id.clone()));
    question.not_sure.iter_mut().for_each(|not_sure| not_sure.assume.clone_from(&assumed));
}

fn option(area: &super::file::Area) -> Choice {
    Choice {
        id: area.id.clone(),
        label: area.name.clone(),
        said: format!("The council is {}.", area.name),
        letter_says: None,
        words: Vec::new(),
        none: false,
    }
}
