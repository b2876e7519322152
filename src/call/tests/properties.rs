//! Whatever happens, in whatever order.

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
        repeat_unsafe in prop::bool::weighted(0.2),
    ) -> Policy {
        Policy { limit, base_delay, max_delay, max_retry_after, repeat_unsafe }
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
        aborts_in_wait in prop_oneof![3 => Just(0_usize), 1 => 1_usize..6],
        random in 0.0..1.0_f64,
    ) -> Fake {
        Fake { renews, aborts_in_wait, random, ..Fake::bringing(outcomes) }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn attempts_end(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &Budget::default(), repeat_safe);
        let has_renewed = fake.renews && fake.renewals.get() > 0;
        let sent = fake.sent.borrow().len();
        prop_assert!(sent <= 1 + policy.limit as usize + usize::from(has_renewed), "{sent} attempts");
        prop_assert!(fake.renewals.get() <= 1 + policy.limit);
    }

    #[test]
    fn the_last_attempt_decides(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let outcome = fake.call(&policy, &Budget::default(), repeat_safe);
        let sent = fake.sent.borrow();
        let attempt = sent.len() as u32;
        match sent.last().copied().flatten() {
            None => prop_assert_eq!(outcome, Ok(attempt)),
            Some(_) if outcome == Err(Ended::ByAbort) => {
                prop_assert_eq!(fake.waits.borrow().len(), fake.aborts_in_wait);
            }
            Some(fault) => prop_assert_eq!(outcome, Err(Ended::ByFault { attempt, fault })),
        }
        prop_assert!(sent.iter().rev().skip(1).all(Option::is_some), "nothing is sent after an answer");
    }

    #[test]
    fn nothing_is_sent_after_an_abort(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &Budget::default(), repeat_safe);
        let (waits, sent) = (fake.waits.borrow().len(), fake.sent.borrow().len());
        let was_aborted = waits > 0 && waits == fake.aborts_in_wait;
        prop_assert_eq!(waits + usize::from(!was_aborted), sent);
    }

    #[test]
    fn what_may_have_been_applied_is_not_sent_again(fake in fakes(), policy in policies()) {
        let policy = Policy { repeat_unsafe: false, ..policy };
        let _ = fake.call(&policy, &Budget::default(), false);
        let sent = fake.sent.borrow();
        let (_, before) = sent.split_last().expect("at least one attempt");
        prop_assert!(!before.iter().flatten().any(|fault| fault.may_have_been_applied()), "{sent:?}");
    }

    #[test]
    fn waits_stay_within_their_bounds(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let _ = fake.call(&policy, &Budget::default(), repeat_safe);
        let (sent, waits) = (fake.sent.borrow(), fake.waits.borrow());
        let mut ceiling = policy.base_delay;
        let mut has_renewed = false;
        for (outcome, wait) in sent.iter().zip(waits.iter()) {
            let fault = outcome.expect("a wait follows a fault");
            match fault {
                Fault::Status { status: 401, .. } if !has_renewed => {
                    has_renewed = true;
                    prop_assert_eq!(*wait, 0.0);
                    continue;
                }
                Fault::Status { retry_after: Some(asked), .. } => {
                    prop_assert_eq!(*wait, asked);
                    prop_assert!(asked <= policy.max_retry_after);
                }
                _ => prop_assert!((0.0..=ceiling.min(policy.max_delay)).contains(wait), "{wait} of {ceiling}"),
            }
            ceiling *= 2.0;
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(100))]

    #[test]
    fn the_budget_stays_between_nothing_and_its_capacity(
        calls in vec((outcomes(), any::<bool>(), any::<bool>()), 1..40),
        policy in policies(),
    ) {
        let budget = Budget::default();
        for (outcomes, renews, repeat_safe) in calls {
            let before = budget.tokens();
            let fake = Fake { renews, ..Fake::bringing(outcomes) };
            let answered = fake.call(&policy, &budget, repeat_safe).is_ok();
            prop_assert!(budget.tokens() <= Budget::CAPACITY);
            let retries = fake.waits.borrow().len() as u32;
            prop_assert!(budget.tokens() + 10 * retries >= before, "a retry takes 10 at most");
            prop_assert!(answered || budget.tokens() <= before, "a failure brings nothing back");
        }
    }

    #[test]
    fn without_tokens_nothing_is_retried(fake in fakes(), policy in policies(), repeat_safe: bool) {
        let budget = Budget::default();
        let drain = Policy { limit: Budget::CAPACITY, ..DEFAULT };
        let _ = Fake::bringing(vec![Some(Fault::Timeout); 51]).call(&drain, &budget, true);
        prop_assert_eq!(budget.tokens(), 0);
        let _ = fake.call(&policy, &budget, repeat_safe);
        prop_assert!(fake.sent.borrow().len() <= 1 + usize::from(fake.renews));
    }
}
