//! Reads the `Retry-After` header.

use crate::text::{concat, has, split_once};

/// The delay in a `Retry-After` header, in milliseconds. The header is in seconds, also fractional, which are rounded
/// up, or an HTTP date, which is compared with `now`. `None` for anything else.
///
/// `parse_date` returns milliseconds since the epoch, or NaN. It is called only with texts in the form of an HTTP date
/// (the name of a day and a time), because engines also read dates from other texts.
pub fn parse(text: &str, parse_date: &dyn Fn(&str) -> f64, now: f64) -> Option<f64> {
    let wait = match parse_seconds(text) {
        Some(wait) => wait,
        None => date(text, parse_date)? - now,
    };
    wait.is_finite().then(|| wait.max(0.0))
}

/// The milliseconds since the epoch of an HTTP date. `None` for any other text, even if an engine could parse it.
pub fn date(text: &str, parse_date: &dyn Fn(&str) -> f64) -> Option<f64> {
    // The form of C's asctime, `Sun Nov  6 08:49:37 1994`, has no zone, so engines would use their own.
    let bytes = text.as_bytes();
    let has_zone = bytes.get(3) != Some(&b' ') || has(bytes, b'G');
    let zone = if has_zone { "" } else { " GMT" };
    is_date(text).then(|| parse_date(&concat(&[text, zone]))).filter(|date| date.is_finite())
}

/// The milliseconds of decimal seconds, rounded up. It goes digit by digit, because 2.007 * 1000 is more than 2007, and
/// the standard library's parser takes kilobytes.
fn parse_seconds(text: &str) -> Option<f64> {
    let (whole, fraction) = split_once(text, b'.').unwrap_or((text, ""));
    let are_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !are_digits(whole) || !are_digits(fraction) || (whole.is_empty() && fraction.is_empty()) {
        return None;
    }
    let mut milliseconds = 0.0;
    let mut push = |digit: u8| milliseconds = milliseconds * 10.0 + f64::from(digit & 15);
    whole.bytes().for_each(&mut push);
    let mut rest = fraction.bytes();
    for _ in 0..3 {
        push(rest.next().unwrap_or(b'0'));
    }
    if rest.any(|digit| digit != b'0') {
        milliseconds += 1.0;
    }
    Some(milliseconds)
}

/// Whether a text has the form of all HTTP dates: the name of a day first, and the two colons of a time.
fn is_date(text: &str) -> bool {
    let name = text.bytes().take(3).filter(u8::is_ascii_alphabetic).count();
    name == 3 && text.bytes().filter(|&byte| byte == b':').count() == 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: f64 = 1_000_000.0;

    /// The result for a text, if every date is 5 s ahead.
    fn read(text: &str) -> Option<f64> {
        parse(text, &|_| NOW + 5_000.0, NOW)
    }

    #[test]
    fn seconds_are_read_and_rounded_up() {
        for (text, expected) in [
            ("0", Some(0.0)),
            ("120", Some(120_000.0)),
            ("0007", Some(7_000.0)),
            ("1.5", Some(1_500.0)),
            ("5.", Some(5_000.0)),
            (".25", Some(250.0)),
            ("2.007", Some(2_007.0)),
            ("2.0071", Some(2_008.0)),
            ("2.00700", Some(2_007.0)),
            ("2.0070000000000000001", Some(2_008.0)),
            ("0.0001", Some(1.0)),
            ("9007199254740", Some(9_007_199_254_740_000.0)),
        ] {
            assert_eq!(read(text), expected, "{text}");
        }
        for text in ["", ".", "1.2.3", "-1", "+1", "1e3", " 1", "1 ", "0x10", "1,5", "Infinity", "NaN", "é", "٣"] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_fraction_is_exact_to_the_millisecond_and_what_is_left_is_rounded_up() {
        for ms in 0..60_000_u32 {
            let text = format!("{}.{:03}", ms / 1000, ms % 1000);
            assert_eq!(read(&text), Some(f64::from(ms)), "{text}");
            assert_eq!(read(&(text + "1")), Some(f64::from(ms + 1)));
        }
    }

    #[test]
    fn a_date_counts_from_now() {
        for text in ["Thu, 01 Jan 1970 00:00:00 GMT", "Thursday, 01-Jan-70 00:00:00 GMT", "Thu Jan  1 00:00:00 1970"] {
            assert_eq!(read(text), Some(5_000.0), "{text}");
            assert_eq!(parse(text, &|_| 0.0, NOW), Some(0.0), "a day that is over is no wait");
            for unreadable in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY] {
                assert_eq!(parse(text, &|_| unreadable, NOW), None);
            }
            assert_eq!(parse(text, &|_| 0.0, f64::NAN), None);
        }
    }

    #[test]
    fn a_date_without_a_zone_is_in_that_of_http() {
        for (text, expected) in [
            ("Sun Nov  6 08:49:37 1994", "Sun Nov  6 08:49:37 1994 GMT"),
            ("Sun Nov  6 08:49:37 1994 GMT", "Sun Nov  6 08:49:37 1994 GMT"),
            ("Sun, 06 Nov 1994 08:49:37 +0900", "Sun, 06 Nov 1994 08:49:37 +0900"),
            ("Sunday, 06-Nov-94 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT"),
        ] {
            let read = date(text, &|given| {
                assert_eq!(given, expected);
                7.0
            });
            assert_eq!(read, Some(7.0));
        }
    }

    #[test]
    fn only_what_has_the_form_of_a_date_is_read_as_one() {
        for text in [
            "soon",
            "Thu, 01 Jan 1970",
            "Thu 00:00",
            "Thu 0:0:0:0",
            "1970-01-01T00:00:00",
            "Th 0:0:0",
            "T: :x",
            "déc 0:0:0",
        ] {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_that_is_too_large_is_none() {
        assert_eq!(read(&"9".repeat(400)), None);
        assert!(read(&"9".repeat(300)).is_some_and(f64::is_finite));
        assert_eq!(read(&("0".repeat(400) + "1")), Some(1_000.0));
    }

    #[test]
    fn a_long_text_takes_no_longer_than_it_is() {
        let digits = "9".repeat(120_000);
        for text in
            [digits.clone() + "x", [&digits, ".", &digits, "x"].concat(), String::from("abc") + &":".repeat(120_000)]
        {
            assert_eq!(read(&text), None);
        }
    }

    proptest! {
        #[test]
        fn any_text_is_a_wait_or_none(letters in prop::collection::vec(prop::sample::select(b"0123456789.,: GMTadeinouv".to_vec()), 0..12)) {
            let text: String = letters.into_iter().map(char::from).collect();
            prop_assert!(read(&text).is_none_or(|wait| wait.is_finite() && wait >= 0.0));
        }

        #[test]
        fn seconds_are_read_as_the_standard_library_reads_them(seconds in 0u32..1_000_000_000, ms in 0u32..1000) {
            let text = format!("{seconds}.{ms:03}");
            prop_assert_eq!(read(&text), Some((text.parse::<f64>().unwrap_or(f64::NAN) * 1000.0).round()));
        }
    }
}
