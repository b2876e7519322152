//! The attempt loop with I/O that sends nothing and a clock that does not run.

use std::cell::{Cell, RefCell};

use super::*;

mod properties;

/// What an attempt brings: an answer, or a fault.
type Outcome = Option<Fault>;

/// Brings the outcomes in turn, then answers only. Records everything that is done.
#[derive(Debug)]
struct Fake {
    outcomes: Vec<Outcome>,
    /// Whether asking for the credentials again brings others.
    renews: bool,
    /// The wait during which the caller's signal aborts, counted from 1.
    aborts_in_wait: usize,
    random: f64,
    sent: RefCell<Vec<Outcome>>,
    waits: RefCell<Vec<f64>>,
    renewals: Cell<u32>,
}

#[derive(Debug, PartialEq)]
enum Ended {
    ByFault { attempt: u32, fault: Fault },
    ByAbort,
}

impl Fake {
    fn bringing(outcomes: Vec<Outcome>) -> Self {
        Fake {
            outcomes,
            renews: false,
            aborts_in_wait: 0,
            random: 0.5,
            sent: RefCell::default(),
            waits: RefCell::default(),
            renewals: Cell::default(),
        }
    }

    /// What `exchange.js` does: it sends, waits as it is told, and renews the credentials once after a 401.
    fn call(&self, policy: &Policy, budget: &Budget, repeat_safe: bool) -> Result<u32, Ended> {
        let mut course = Course::default();
        let mut has_renewed = false;
        for attempt in 1.. {
            let Some(fault) = self.send() else {
                budget.succeeded(course.paid);
                return Ok(attempt);
            };
            let is_unauthorized = matches!(fault, Fault::Status { status: 401, .. });
            let is_renewed = is_unauthorized && !has_renewed && self.renew();
            has_renewed |= is_renewed;
            let terms = Terms { policy, budget, repeat_safe };
            let Some(delay) = course.after(fault, is_renewed, terms, self.random) else {
                return Err(Ended::ByFault { attempt, fault });
            };
            self.waits.borrow_mut().push(delay);
            if self.waits.borrow().len() == self.aborts_in_wait {
                return Err(Ended::ByAbort);
            }
        }
        unreachable!("attempts end")
    }

    fn send(&self) -> Outcome {
        let mut sent = self.sent.borrow_mut();
        let outcome = self.outcomes.get(sent.len()).copied().flatten();
        sent.push(outcome);
        outcome
    }

    fn renew(&self) -> bool {
        self.renewals.set(self.renewals.get() + 1);
        self.renews
    }
}

/// How calls are retried where nothing else is said.
const DEFAULT: Policy = crate::samples::POLICY;

fn status(status: u16) -> Outcome {
    Some(Fault::Status { status, retry_after: None })
}

#[test]
fn credentials_are_renewed_once_and_beside_the_retries() {
    let fake = Fake { renews: true, ..Fake::bringing(vec![status(401), status(503), status(503), status(401)]) };
    let policy = Policy { limit: 2, ..DEFAULT };
    let last = Fault::Status { status: 401, retry_after: None };
    assert_eq!(fake.call(&policy, &Budget::default(), true), Err(Ended::ByFault { attempt: 4, fault: last }));
    assert_eq!(*fake.waits.borrow(), [0.0, 250.0, 500.0]);
    assert_eq!(fake.renewals.get(), 1);
}

#[test]
fn credentials_that_are_the_same_are_not_sent_again() {
    let fake = Fake::bringing(vec![status(401)]);
    assert!(fake.call(&DEFAULT, &Budget::default(), true).is_err());
    assert_eq!((fake.sent.borrow().len(), fake.renewals.get()), (1, 1));
}

#[test]
fn a_success_brings_back_what_the_last_retry_took() {
    let budget = Budget::default();
    let failing = Fake::bringing(vec![status(503); 9]);
    assert!(failing.call(&Policy { limit: 4, ..DEFAULT }, &budget, true).is_err());
    assert_eq!(budget.tokens(), 480);
    let outcomes = vec![Some(Fault::Timeout), status(502), None];
    assert_eq!(Fake::bringing(outcomes).call(&DEFAULT, &budget, true), Ok(3));
    assert_eq!(budget.tokens(), 480 - 10 - 5 + 5);
    assert_eq!(Fake::bringing(vec![]).call(&DEFAULT, &budget, true), Ok(1));
    assert_eq!(budget.tokens(), 471);
}
