//! The attempt loop over a transport that sends nothing and a clock that does not run.

use std::cell::{Cell, RefCell};
use std::pin::pin;
use std::task::{Context, Poll, Waker};

use super::*;

mod properties;

/// What an attempt brings: an answer, or a fault.
type Outcome = Option<Fault>;

/// Brings the outcomes in turn, then answers only. Records everything that the loop does.
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

    fn call(&self, policy: &Policy, budget: &Budget, repeat_safe: bool) -> Result<u32, Ended> {
        ready(call(self, policy, budget, repeat_safe))
    }
}

impl Transport for Fake {
    type Answer = u32;
    type Error = Ended;

    async fn send(&self, attempt: u32) -> Result<u32, Failed<Ended>> {
        let mut sent = self.sent.borrow_mut();
        let outcome = self.outcomes.get(sent.len()).copied().flatten();
        sent.push(outcome);
        assert_eq!(attempt as usize, sent.len(), "attempts are counted from 1, one by one");
        match outcome {
            None => Ok(attempt),
            Some(fault) => Err(Failed { fault, error: Ended::ByFault { attempt, fault } }),
        }
    }

    async fn renew(&self) -> Result<bool, Ended> {
        self.renewals.set(self.renewals.get() + 1);
        Ok(self.renews)
    }

    async fn wait(&self, _: u32, delay: f64, _: &Ended) -> Result<(), Ended> {
        let mut waits = self.waits.borrow_mut();
        waits.push(delay);
        if waits.len() == self.aborts_in_wait { Err(Ended::ByAbort) } else { Ok(()) }
    }

    fn random(&self) -> f64 {
        self.random
    }
}

/// The output of a future that never waits.
fn ready<F: Future>(future: F) -> F::Output {
    match pin!(future).poll(&mut Context::from_waker(Waker::noop())) {
        Poll::Ready(output) => output,
        Poll::Pending => unreachable!("the fake transport is always ready"),
    }
}

fn status(status: u16) -> Outcome {
    Some(Fault::Status { status, retry_after: None })
}

#[test]
fn credentials_are_renewed_once_and_beside_the_retries() {
    let fake = Fake { renews: true, ..Fake::bringing(vec![status(401), status(503), status(503), status(401)]) };
    let policy = Policy { limit: 2, ..Policy::default() };
    let last = Fault::Status { status: 401, retry_after: None };
    assert_eq!(fake.call(&policy, &Budget::default(), true), Err(Ended::ByFault { attempt: 4, fault: last }));
    assert_eq!(*fake.waits.borrow(), [0.0, 250.0, 500.0]);
    assert_eq!(fake.renewals.get(), 1);
}

#[test]
fn credentials_that_are_the_same_are_not_sent_again() {
    let fake = Fake::bringing(vec![status(401)]);
    assert!(fake.call(&Policy::default(), &Budget::default(), true).is_err());
    assert_eq!((fake.sent.borrow().len(), fake.renewals.get()), (1, 1));
}

#[test]
fn a_success_brings_back_what_the_last_retry_took() {
    let budget = Budget::default();
    let failing = Fake::bringing(vec![status(503); 9]);
    assert!(failing.call(&Policy { limit: 4, ..Policy::default() }, &budget, true).is_err());
    assert_eq!(budget.tokens(), 480);
    let outcomes = vec![Some(Fault::Timeout), status(502), None];
    assert_eq!(Fake::bringing(outcomes).call(&Policy::default(), &budget, true), Ok(3));
    assert_eq!(budget.tokens(), 480 - 10 - 5 + 5);
    assert_eq!(Fake::bringing(vec![]).call(&Policy::default(), &budget, true), Ok(1));
    assert_eq!(budget.tokens(), 471);
}
