use proptest::prelude::*;

use super::*;
use crate::samples::POLICY;

fn status(status: u16, retry_after: Option<f64>) -> Fault {
    Fault::Status { status, retry_after }
}

/// Whether there is another attempt, of a repeat-safe call and of another.
fn is_retried(fault: Fault) -> (bool, bool) {
    let decided = |repeat_safe| decide(&POLICY, &Budget::default(), fault, repeat_safe, 0, 0.5);
    (decided(true) != Decision::Stop, decided(false) != Decision::Stop)
}

#[test]
fn faults_are_retried_by_what_they_prove() {
    for (fault, expected) in [
        (Fault::Final, (false, false)),
        (Fault::NotSent, (true, true)),
        (Fault::Broken, (true, false)),
        (Fault::Timeout, (true, false)),
        (status(429, None), (true, true)),
        (status(413, Some(1.0)), (true, true)),
        (status(413, None), (false, false)),
        (status(503, Some(1.0)), (true, true)),
        (status(503, None), (true, false)),
        (status(408, None), (true, false)),
        (status(502, Some(1.0)), (true, false)),
        (status(504, None), (true, false)),
    ] {
        assert_eq!(is_retried(fault), expected, "{fault:?}");
    }
    for never in [400, 401, 403, 404, 409, 422, 500, 501, 505, 599] {
        assert_eq!(is_retried(status(never, Some(1.0))), (false, false), "{never}");
    }
}

#[test]
fn what_may_have_been_applied_is_what_was_sent_and_not_answered_for() {
    for applied in [Fault::Broken, Fault::Timeout, status(408, None), status(500, None), status(502, None)] {
        assert!(applied.may_have_been_applied(), "{applied:?}");
    }
    assert!(status(503, None).may_have_been_applied() && status(504, Some(1.0)).may_have_been_applied());
    for refused in [Fault::Final, Fault::NotSent, status(503, Some(1.0)), status(429, None), status(501, None)] {
        assert!(!refused.may_have_been_applied(), "{refused:?}");
    }
}

#[test]
fn a_server_that_asks_for_too_much_ends_the_retrying() {
    let policy = Policy { max_retry_after: 1_000.0, ..POLICY };
    let decided = |asked| decide(&policy, &Budget::default(), status(429, Some(asked)), true, 0, 0.5);
    assert_eq!(decided(1_000.0), Decision::After { delay: 1_000.0, cost: 5 });
    assert_eq!(decided(1_000.1), Decision::Stop);
}

#[test]
fn unsafe_retrying_treats_every_call_as_repeat_safe() {
    let policy = Policy { repeat_unsafe: true, ..POLICY };
    let decided = |fault| decide(&policy, &Budget::default(), fault, false, 0, 0.5) != Decision::Stop;
    assert!(decided(Fault::Broken) && decided(status(502, None)));
    assert!(!decided(status(500, None)) && !decided(Fault::Final));
}

proptest! {
    #[test]
    fn jitter_stays_below_its_ceiling(retries in 0_u32..2_000, random in 0.0..1.0_f64, base in 0.0..1e6, max in 0.0..1e9) {
        let policy = Policy { limit: u32::MAX, base_delay: base, max_delay: max, ..POLICY };
        let decision = decide(&policy, &Budget::default(), Fault::Broken, true, retries, random);
        let Decision::After { delay, cost: 5 } = decision else { panic!("{decision:?}") };
        prop_assert!((0.0..=max).contains(&delay));
        prop_assert!(retries > 20 || delay <= base * f64::from(1 << retries));
    }
}
