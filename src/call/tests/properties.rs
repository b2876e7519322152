//! Property tests of the attempt loop.

use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;

use super::*;

prop_compose! {
    fn policies()(
        limit in 0_u32..8,
        base_delay in 0.0..2_000.0_f64,
        max_delay in 0.0..20_000.0_f64,
        max_retry_after in 0.0..100_000.0_f64,
        retry_unsafe in prop::bool::weighted(0.2),
    ) -> RetryPolicy {
        RetryPolicy { limit, base_delay, max_delay, max_retry_after, retry_unsafe }
    }
}

fn faults() -> impl Strategy<Value = Fault> {
    let statuses = prop_oneof![prop::sample::select(vec![401_u16, 408, 413, 429, 500, 502, 503, 504]), 400_u16..600,];
    prop_oneof![
        1 => Just(Fault::Final),
        2 => Just(Fault::NotSent),
        2 => Just(Fault::Broken),
        2 => Just(Fault::Timeout),
        8 => (statuses, option::of(0.0..200_000.0_f64))
            .prop_map(|(status, retry_after)| Fault::Status { status, retry_after }),
    ]
}

fn outcomes() -> impl Strategy<Value = Vec<Outcome>> {
    vec(option::weighted(0.9, faults()), 0..16)
}

prop_compose! {
    fn fakes()(
        outcomes in outcomes(),
        renews: bool,
        aborts_at in option::weighted(0.3, 0_usize..12),
        slow in vec(any::<bool>(), 1..8),
        random in 0.0..1.0_f64,
    ) -> Fake {
        Fake { renews, aborts_at, slow, random, ..Fake::bringing(outcomes) }
    }
}

/// The delays of renewals and of retries, each with its cost in points.
fn paid_waits(fake: &Fake) -> (Vec<f64>, Vec<(f64, u32)>) {
    let (mut unpaid, mut paid) = (Vec::new(), Vec::new());
    let steps = fake.steps();
    for (at, step) in steps.iter().enumerate() {
        let Step::Wait(delay) = *step else { continue };
        match steps[..at] {
            [.., Step::Renewal, Step::WillRetry { .. }] => unpaid.push(delay),
            [.., Step::Attempt(Some(Fault::Timeout)), Step::WillRetry { .. }] => paid.push((delay, 10)),
            [.., Step::Attempt(Some(_)), Step::WillRetry { .. }] => paid.push((delay, 5)),
            _ => panic!("a wait out of turn: {steps:?}"),
        }
    }
    (unpaid, paid)
}

fn announced_count(fake: &Fake) -> usize {
    fake.steps().iter().filter(|step| matches!(step, Step::WillRetry { .. })).count()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn attempts_end(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &budget(), repeat_safe);
        let has_renewed = fake.renews && fake.renewals() > 0;
        let sent = fake.sent().len();
        prop_assert!(sent <= 1 + policy.limit as usize + usize::from(has_renewed), "{sent} attempts");
    }

    #[test]
    fn the_last_attempt_decides(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let outcome = fake.call(&policy, &budget(), repeat_safe);
        let sent = fake.sent();
        let attempt = sent.len() as u32;
        match sent.last().copied().flatten() {
            _ if outcome == Err(Reason::Abort) => {}
            None => prop_assert_eq!(outcome, Ok(attempt)),
            Some(fault) => prop_assert_eq!(outcome, Err(Reason::Fault { attempt, fault })),
        }
        prop_assert!(sent.iter().rev().skip(1).all(Option::is_some), "nothing is sent after an answer");
    }

    #[test]
    fn nothing_is_sent_after_an_abort(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let outcome = fake.call(&policy, &budget(), repeat_safe);
        let was_aborted = fake.aborts_at.is_some_and(|place| place < fake.work_count());
        prop_assert_eq!(outcome == Err(Reason::Abort), was_aborted);
        if was_aborted {
            prop_assert_eq!(fake.aborts_at, fake.work_count().checked_sub(1), "the abort is the last that happens");
            prop_assert_eq!(fake.waits().len(), announced_count(&fake), "no retry is announced whose wait does not begin");
        }
    }

    #[test]
    fn what_may_have_been_applied_is_not_sent_again(fake in fakes(), policy in policies()) {
        let policy = RetryPolicy { retry_unsafe: false, ..policy };
        let _ = fake.call(&policy, &budget(), false);
        let sent = fake.sent();
        let (_, before) = sent.split_last().expect("at least one attempt");
        prop_assert!(!before.iter().flatten().any(|fault| fault.may_have_been_applied()), "{sent:?}");
    }

    #[test]
    fn waits_stay_within_their_bounds(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &budget(), repeat_safe);
        let mut ceiling = policy.base_delay;
        let mut has_renewed = false;
        for (outcome, wait) in fake.sent().iter().zip(fake.waits()) {
            let fault = outcome.expect("a wait follows a fault");
            match fault {
                Fault::Status { status: 401, .. } if !has_renewed => {
                    has_renewed = true;
                    prop_assert_eq!(wait, 0.0);
                    continue;
                }
                Fault::Status { retry_after: Some(requested), .. } => {
                    prop_assert_eq!(wait, requested);
                    prop_assert!(requested <= policy.max_retry_after);
                }
                _ => prop_assert!((0.0..=ceiling.min(policy.max_delay)).contains(&wait), "{wait} of {ceiling}"),
            }
            ceiling *= 2.0;
        }
    }

    #[test]
    fn each_wait_is_announced_once_and_before(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &budget(), repeat_safe);
        let steps = fake.steps();
        let (mut attempt, mut last) = (0, None);
        for (at, step) in steps.iter().enumerate() {
            match *step {
                Step::Attempt(outcome) => {
                    attempt += 1;
                    last = outcome;
                }
                Step::WillRetry { delay, reason } => {
                    let fault = last.expect("a retry follows a fault");
                    prop_assert_eq!(reason, Reason::Fault { attempt, fault });
                    prop_assert_eq!(steps.get(at + 1), Some(&Step::Wait(delay)));
                }
                Step::Wait(delay) => {
                    let previous = at.checked_sub(1).and_then(|at| steps.get(at));
                    let is_announced = matches!(previous, Some(Step::WillRetry { delay: announced, .. }) if *announced == delay);
                    prop_assert!(is_announced, "{steps:?}");
                }
                Step::Renewal => {}
            }
        }
    }

    #[test]
    fn credentials_are_renewed_once_without_delay(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &budget(), repeat_safe);
        let (unpaid, paid) = paid_waits(&fake);
        prop_assert!(fake.renewals() <= 1);
        prop_assert!(unpaid.len() <= usize::from(fake.renews));
        prop_assert!(unpaid.iter().all(|delay| *delay == 0.0));
        prop_assert!(paid.len() <= policy.limit as usize, "the renewal is beside the retries");
        let asks = |pair: &[Step]| matches!(pair, [Step::Attempt(Some(fault)), Step::Renewal] if fault.is_unauthorized());
        prop_assert_eq!(fake.steps().windows(2).filter(|pair| asks(pair)).count(), fake.renewals());
    }

    #[test]
    fn a_call_pays_for_its_retries(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let budget = budget();
        let outcome = fake.call(&policy, &budget, repeat_safe);
        let costs: Vec<u32> = paid_waits(&fake).1.iter().map(|(_, cost)| *cost).collect();
        let back = if outcome.is_ok() { costs.last().copied().unwrap_or(1) } else { 0 };
        let left = RetryBudget::CAPACITY - costs.iter().sum::<u32>() + back;
        prop_assert_eq!(budget.points(), left.min(RetryBudget::CAPACITY));
    }

    #[test]
    fn a_call_that_is_cancelled_has_paid_for_the_retries_it_began(
        fake in fakes(),
        policy in policies(),
        repeat_safe: bool,
        polls in 0_usize..12,
    ) {
        let fake = Fake { slow: vec![true], ..fake };
        let budget = budget();
        let mut retries = Retries::new(policy.clone(), Rc::clone(&budget), repeat_safe);
        {
            let mut call = pin!(run(&fake, &fake, &mut retries));
            for _ in 0..polls {
                if poll(call.as_mut()).is_ready() {
                    return Ok(());
                }
            }
        }
        let costs = paid_waits(&fake).1.iter().map(|(_, cost)| cost).sum::<u32>();
        prop_assert_eq!(budget.points(), RetryBudget::CAPACITY - costs);
        prop_assert_eq!(fake.work_count(), polls, "each poll begins one thing, and cancelling begins none");
        // The next call of the client finds a correct budget.
        prop_assert_eq!(Fake::bringing(vec![]).call(&policy, &budget, repeat_safe), Ok(1));
        prop_assert_eq!(budget.points(), (RetryBudget::CAPACITY - costs + 1).min(RetryBudget::CAPACITY));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_budget_stays_between_nothing_and_its_capacity(
        calls in vec((outcomes(), any::<bool>(), any::<bool>()), 1..40),
        policy in policies(),
    ) {
        let budget = budget();
        for (outcomes, renews, repeat_safe) in calls {
            let before = budget.points();
            let fake = Fake { renews, ..Fake::bringing(outcomes) };
            let is_answered = fake.call(&policy, &budget, repeat_safe).is_ok();
            prop_assert!(budget.points() <= RetryBudget::CAPACITY);
            let retries = fake.waits().len() as u32;
            prop_assert!(budget.points() + 10 * retries >= before, "a retry takes 10 at most");
            prop_assert!(is_answered || budget.points() <= before, "a failure brings nothing back");
        }
    }

    #[test]
    fn without_points_nothing_is_retried(
        fake in fakes(),
        policy in policies(),
        repeat_safe: bool,
        successes in 0_u32..5,
    ) {
        let budget = budget();
        let drain = RetryPolicy { limit: RetryBudget::CAPACITY, ..RetryPolicy::default() };
        let _ = Fake::bringing(vec![Some(Fault::Timeout); 51]).call(&drain, &budget, true);
        for _ in 0..successes {
            let _ = Fake::bringing(vec![]).call(&policy, &budget, repeat_safe);
        }
        prop_assert_eq!(budget.points(), successes, "a retry takes 5");
        let outcome = fake.call(&policy, &budget, repeat_safe);
        prop_assert!(fake.sent().len() <= 1 + usize::from(fake.renews));
        prop_assert_eq!(budget.points(), successes + u32::from(outcome.is_ok()));
    }
}
