//! Colours: how far one stands out from another.

/// How far two colours stand apart, as the Web Content Accessibility Guidelines reckon it: 1 to 21. None where one is not
/// written as #15191d or #fff.
pub fn contrast(one: &str, other: &str) -> Option<f64> {
    let (one, other) = (luminance(one)?, luminance(other)?);
    Some((one.max(other) + 0.05) / (one.min(other) + 0.05))
}

/// How light a colour is.
fn luminance(color: &str) -> Option<f64> {
    let digits: String = match color.strip_prefix('#')? {
        short if short.len() == 3 => short.chars().flat_map(|digit| [digit, digit]).collect(),
        long if long.len() == 6 => long.to_owned(),
        _ => return None,
    };
    let part = |at: usize| {
        let value = f64::from(u8::from_str_radix(digits.get(at..at + 2)?, 16).ok()?) / 255.0;
        Some(if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) })
    };
    Some(0.2126 * part(0)? + 0.7152 * part(2)? + 0.0722 * part(4)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_is_reckoned_as_the_guidelines_do() {
        let near = |one, other, known: f64| contrast(one, other).is_some_and(|found| (found - known).abs() < 0.01);
        assert!(near("#000", "#fff", 21.0));
        assert!(near("#767676", "#ffffff", 4.54));
        assert!(["red", "#12", "#12345g", "#\u{e9}1234"].into_iter().all(|odd| contrast(odd, "#fff").is_none()));
    }
}
