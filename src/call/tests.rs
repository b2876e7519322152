//! Tests of the attempt loop, with a fake transport and a fake clock.

use std::cell::RefCell;
use std::future::poll_fn;
use std::mem::take;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

use super::*;
use crate::retry::{RetryBudget, RetryPolicy};

mod properties;

/// The outcome of an attempt: an answer, or a fault.
type Outcome = Option<Fault>;

/// The error of a failed call.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Reason {
    Fault { attempt: u32, fault: Fault },
    Abort,
}

/// The actions of the loop, in order.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Step {
    Attempt(Outcome),
    Renewal,
    /// `will_retry` was called.
    WillRetry {
        delay: f64,
        reason: Reason,
    },
    Wait(f64),
}

/// The fake transport and clock. It returns the outcomes in order, then only answers, and records every action.
#[derive(Clone, Debug)]
struct Fake {
    outcomes: Vec<Outcome>,
    /// Whether a renewal of the credentials returns other ones.
    renews: bool,
    /// The index of the attempt, renewal or wait during which the caller's signal is aborted.
    aborts_at: Option<usize>,
    /// Which of them are pending once before they are ready. The pattern repeats.
    slow: Vec<bool>,
    random: f64,
    steps: RefCell<Vec<Step>>,
}

impl Fake {
    fn bringing(outcomes: Vec<Outcome>) -> Self {
        Fake {
            outcomes,
            renews: false,
            aborts_at: None,
            slow: vec![false, true],
            random: 0.5,
            steps: RefCell::default(),
        }
    }

    /// Runs one call to its end. Returns the number of the attempt that was answered.
    fn call(&self, policy: &RetryPolicy, budget: &Rc<RetryBudget>, repeat_safe: bool) -> Result<u32, Reason> {
        let mut retries = Retries::new(policy.clone(), Rc::clone(budget), repeat_safe);
        let answered = block_on(run(self, self, &mut retries)).map_err(|failed| failed.reason)?;
        retries.succeeded();
        Ok(answered)
    }

    fn steps(&self) -> Vec<Step> {
        self.steps.borrow().clone()
    }

    /// The outcomes of the attempts.
    fn sent(&self) -> Vec<Outcome> {
        let outcome = |step: Step| if let Step::Attempt(outcome) = step { Some(outcome) } else { None };
        self.steps().into_iter().filter_map(outcome).collect()
    }

    fn waits(&self) -> Vec<f64> {
        let delay = |step: Step| if let Step::Wait(delay) = step { Some(delay) } else { None };
        self.steps().into_iter().filter_map(delay).collect()
    }

    fn renewals(&self) -> usize {
        self.steps.borrow().iter().filter(|step| **step == Step::Renewal).count()
    }

    /// The number of attempts, renewals and waits.
    fn work_count(&self) -> usize {
        self.steps.borrow().iter().filter(|step| !matches!(step, Step::WillRetry { .. })).count()
    }

    /// An action that takes time: ready at once, or after one more poll.
    async fn work(&self, step: Step) -> Result<(), Failure<Reason>> {
        let place = self.work_count();
        self.steps.borrow_mut().push(step);
        let mut is_slow = self.slow.get(place % self.slow.len().max(1)).copied().unwrap_or_default();
        poll_fn(|_| if take(&mut is_slow) { Poll::Pending } else { Poll::Ready(()) }).await;
        if self.aborts_at == Some(place) {
            return Err(Box::new(Failed { fault: Fault::Final, reason: Reason::Abort }));
        }
        Ok(())
    }
}

impl Transport for Fake {
    type Answer = u32;
    type Reason = Reason;

    async fn attempt(&self) -> Result<u32, Failure<Reason>> {
        let earlier = self.sent().len();
        let outcome = self.outcomes.get(earlier).copied().flatten();
        self.work(Step::Attempt(outcome)).await?;
        let attempt = earlier as u32 + 1;
        match outcome {
            None => Ok(attempt),
            Some(fault) => Err(Box::new(Failed { fault, reason: Reason::Fault { attempt, fault } })),
        }
    }

    async fn renew_credentials(&self) -> Result<bool, Failure<Reason>> {
        self.work(Step::Renewal).await?;
        Ok(self.renews)
    }

    fn will_retry(&self, delay: f64, reason: &Reason) {
        self.steps.borrow_mut().push(Step::WillRetry { delay, reason: *reason });
    }
}

impl Clock<Reason> for Fake {
    fn random(&self) -> f64 {
        self.random
    }

    async fn sleep(&self, delay: f64) -> Result<(), Failure<Reason>> {
        self.work(Step::Wait(delay)).await
    }
}

/// Polls in a loop, because nothing here needs a waker.
fn poll<T>(future: Pin<&mut impl Future<Output = T>>) -> Poll<T> {
    future.poll(&mut Context::from_waker(Waker::noop()))
}

fn block_on<T>(future: impl Future<Output = T>) -> T {
    let mut future = pin!(future);
    for _ in 0..10_000 {
        if let Poll::Ready(output) = poll(future.as_mut()) {
            return output;
        }
    }
    panic!("the call does not end");
}

fn status(status: u16) -> Outcome {
    Some(Fault::Status { status, retry_after: None })
}

/// A fault with a status, as the reason of the call.
fn reason(attempt: u32, status: u16) -> Reason {
    Reason::Fault { attempt, fault: Fault::Status { status, retry_after: None } }
}

fn budget() -> Rc<RetryBudget> {
    Rc::default()
}

#[test]
fn a_retry_is_announced_before_its_delay() {
    let fake = Fake::bringing(vec![status(502), Some(Fault::Broken), None]);
    assert_eq!(fake.call(&RetryPolicy::default(), &budget(), true), Ok(3));
    let broken = Reason::Fault { attempt: 2, fault: Fault::Broken };
    let expected = [
        Step::Attempt(status(502)),
        Step::WillRetry { delay: 250.0, reason: reason(1, 502) },
        Step::Wait(250.0),
        Step::Attempt(Some(Fault::Broken)),
        Step::WillRetry { delay: 500.0, reason: broken },
        Step::Wait(500.0),
        Step::Attempt(None),
    ];
    assert_eq!(fake.steps(), expected);
}

#[test]
fn the_last_failure_announces_no_retry() {
    let fake = Fake::bringing(vec![status(500)]);
    assert_eq!(fake.call(&RetryPolicy::default(), &budget(), true), Err(reason(1, 500)));
    assert_eq!(fake.steps(), [Step::Attempt(status(500))]);
}

#[test]
fn credentials_are_renewed_once_and_beside_the_retries() {
    let fake = Fake { renews: true, ..Fake::bringing(vec![status(401), status(503), status(503), status(401)]) };
    let policy = RetryPolicy { limit: 2, ..RetryPolicy::default() };
    let budget = budget();
    assert_eq!(fake.call(&policy, &budget, true), Err(reason(4, 401)));
    assert_eq!(fake.waits(), [0.0, 250.0, 500.0]);
    assert_eq!(fake.renewals(), 1);
    assert_eq!(budget.points(), 490);
}

#[test]
fn renewed_credentials_are_sent_where_there_are_no_retries() {
    let fake = Fake { renews: true, ..Fake::bringing(vec![status(401)]) };
    let policy = RetryPolicy { limit: 0, ..RetryPolicy::default() };
    let budget = budget();
    assert_eq!(fake.call(&policy, &budget, false), Ok(2));
    assert_eq!(fake.waits(), [0.0]);
    assert_eq!(budget.points(), RetryBudget::CAPACITY);
}

#[test]
fn credentials_that_are_the_same_are_not_sent_again() {
    let fake = Fake::bringing(vec![status(401)]);
    assert_eq!(fake.call(&RetryPolicy::default(), &budget(), true), Err(reason(1, 401)));
    assert_eq!(fake.steps(), [Step::Attempt(status(401)), Step::Renewal]);
}

#[test]
fn an_abort_while_credentials_are_renewed_ends_the_call() {
    let fake = Fake { renews: true, aborts_at: Some(1), ..Fake::bringing(vec![status(401)]) };
    assert_eq!(fake.call(&RetryPolicy::default(), &budget(), true), Err(Reason::Abort));
    assert_eq!(fake.steps(), [Step::Attempt(status(401)), Step::Renewal]);
}

#[test]
fn a_success_brings_back_what_the_last_retry_took() {
    let budget = budget();
    let failing = Fake::bringing(vec![status(503); 9]);
    assert!(failing.call(&RetryPolicy { limit: 4, ..RetryPolicy::default() }, &budget, true).is_err());
    assert_eq!(budget.points(), 480);
    let outcomes = vec![Some(Fault::Timeout), status(502), None];
    assert_eq!(Fake::bringing(outcomes).call(&RetryPolicy::default(), &budget, true), Ok(3));
    assert_eq!(budget.points(), 480 - 10 - 5 + 5);
    assert_eq!(Fake::bringing(vec![]).call(&RetryPolicy::default(), &budget, true), Ok(1));
    assert_eq!(budget.points(), 471);
}
