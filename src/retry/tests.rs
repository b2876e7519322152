use proptest::prelude::*;

use super::*;

fn status(status: u16, retry_after: Option<f64>) -> Fault {
    Fault::Status { status, retry_after }
}

/// The retries of the first call of a client.
fn fresh(policy: RetryPolicy, repeat_safe: bool) -> Retries {
    Retries::new(policy, Rc::default(), repeat_safe)
}

/// Whether there is another attempt, for a repeat-safe call and for another one.
fn is_retried(policy: &RetryPolicy, fault: Fault) -> (bool, bool) {
    let is_retried = |repeat_safe| fresh(policy.clone(), repeat_safe).next(fault, 0.5).is_some();
    (is_retried(true), is_retried(false))
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
        assert_eq!(is_retried(&RetryPolicy::default(), fault), expected, "{fault:?}");
    }
    for never in [400, 401, 403, 404, 409, 422, 500, 501, 505, 599] {
        assert_eq!(is_retried(&RetryPolicy::default(), status(never, Some(1.0))), (false, false), "{never}");
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
fn only_a_401_is_worth_other_credentials() {
    assert!(status(401, None).is_unauthorized());
    assert!(![status(403, None), status(407, None), Fault::Final].into_iter().any(Fault::is_unauthorized));
}

#[test]
fn a_server_that_asks_for_too_much_ends_the_retrying() {
    let policy = RetryPolicy { max_retry_after: 1_000.0, ..RetryPolicy::default() };
    let requested = |delay| fresh(policy.clone(), true).next(status(429, Some(delay)), 0.5);
    assert_eq!(requested(1_000.0), Some(1_000.0));
    assert_eq!(requested(0.0), Some(0.0));
    assert_eq!(requested(1_000.1), None);
}

#[test]
fn the_limit_counts_retries() {
    let mut retries = fresh(RetryPolicy::default(), true);
    let delays: Vec<_> = (0..4).map(|_| retries.next(Fault::Broken, 0.5)).collect();
    assert_eq!(delays, [Some(250.0), Some(500.0), Some(1_000.0), None]);
    let none = RetryPolicy { limit: 0, ..RetryPolicy::default() };
    assert_eq!(is_retried(&none, Fault::NotSent), (false, false));
}

#[test]
fn unsafe_retrying_treats_every_call_as_repeat_safe() {
    let policy = RetryPolicy { retry_unsafe: true, ..RetryPolicy::default() };
    for fault in [Fault::Broken, Fault::Timeout, status(502, None), status(503, None)] {
        assert_eq!(is_retried(&policy, fault), (true, true), "{fault:?}");
    }
    assert_eq!(is_retried(&policy, status(500, None)), (false, false));
    assert_eq!(is_retried(&policy, Fault::Final), (false, false));
}

#[test]
fn what_is_not_retried_takes_no_points() {
    let budget = Rc::<RetryBudget>::default();
    let of = |limit| {
        let policy = RetryPolicy { limit, max_retry_after: 1_000.0, ..RetryPolicy::default() };
        Retries::new(policy, Rc::clone(&budget), false)
    };
    assert_eq!(of(0).next(Fault::NotSent, 0.5), None);
    assert_eq!(of(3).next(Fault::Timeout, 0.5), None);
    assert_eq!(of(3).next(status(429, Some(1_001.0)), 0.5), None);
    assert_eq!(budget.points(), RetryBudget::CAPACITY);
}

#[test]
fn a_retry_takes_5_points_and_one_after_a_timeout_10() {
    let budget = Rc::<RetryBudget>::default();
    let policy = RetryPolicy { limit: u32::MAX, ..RetryPolicy::default() };
    let mut retries = Retries::new(policy, Rc::clone(&budget), true);
    assert!(retries.next(Fault::Broken, 0.5).is_some());
    assert_eq!(budget.points(), 495);
    assert!((0..49).all(|_| retries.next(Fault::Timeout, 0.5).is_some()));
    assert_eq!(budget.points(), 5);
    // Too few for one retry, enough for the other.
    assert_eq!(retries.next(Fault::Timeout, 0.5), None);
    assert_eq!(budget.points(), 5);
    assert!(retries.next(status(429, None), 0.5).is_some());
    assert_eq!(retries.next(status(429, None), 0.5), None);
    assert_eq!(budget.points(), 0);
}

#[test]
fn a_success_brings_back_what_the_last_retry_took_or_1() {
    let budget = Rc::<RetryBudget>::default();
    let of_call = || Retries::new(RetryPolicy::default(), Rc::clone(&budget), true);
    let mut retries = of_call();
    for fault in [Fault::Broken, Fault::Broken, Fault::Timeout] {
        assert!(retries.next(fault, 0.5).is_some());
    }
    assert_eq!(budget.points(), 480);
    retries.succeeded();
    assert_eq!(budget.points(), 490);
    of_call().succeeded();
    assert_eq!(budget.points(), 491);
    (0..20).for_each(|_| of_call().succeeded());
    assert_eq!(budget.points(), RetryBudget::CAPACITY);
}

#[test]
fn what_has_recovered_begins_anew() {
    let budget = Rc::<RetryBudget>::default();
    let mut retries = Retries::new(RetryPolicy::default(), Rc::clone(&budget), true);
    assert!((0..3).all(|_| retries.next(Fault::Broken, 0.5).is_some()));
    assert_eq!((budget.points(), retries.next(Fault::Broken, 0.5)), (485, None));
    retries.recovered();
    assert_eq!(budget.points(), 490);
    // The points are returned once, and a success without a retry adds none.
    retries.recovered();
    assert_eq!(budget.points(), 490);
    assert_eq!(retries.next(Fault::Broken, 0.5), Some(250.0));
}

proptest! {
    #[test]
    fn jitter_stays_below_its_ceiling(
        earlier in 0_usize..60,
        random in 0.0..1.0_f64,
        base_delay in 0.0..1e6,
        max_delay in 0.0..1e9,
    ) {
        let policy = RetryPolicy { limit: u32::MAX, base_delay, max_delay, ..RetryPolicy::default() };
        let mut retries = fresh(policy, true);
        let delay = (0..=earlier).map(|_| retries.next(Fault::Broken, random)).last().flatten();
        let Some(delay) = delay else { panic!("there are points for 60 retries") };
        prop_assert!((0.0..=max_delay).contains(&delay));
        prop_assert!(earlier > 20 || delay <= base_delay * f64::from(1 << earlier));
        prop_assert_eq!(delay.fract(), 0.0);
    }
}

#[test]
fn the_wait_stays_at_its_ceiling_however_many_retries_there_were() {
    let policy = RetryPolicy { limit: u32::MAX, ..RetryPolicy::default() };
    let mut retries = fresh(policy, true);
    for _ in 0..2_000 {
        retries.next(Fault::Broken, 0.5);
        retries.budget.refund(5);
    }
    assert_eq!(retries.next(Fault::Broken, 0.5), Some(4_000.0));
}
