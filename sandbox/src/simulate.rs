//! Simulates runs. No plugin code is executed; a job advances in steps, as its parameters say.

use std::time::Duration;

use rusqlite::Connection;
use serde_json::{Map, Value, json};

use crate::clock;
use crate::console;
use crate::db::Db;
use crate::errors::Result;
use crate::state::App;
use crate::status::Status;
use crate::table::{self, Document, Filter, JOBS, Order};
use crate::validate::Fields;

const DEFAULT_STEPS: i64 = 5;
const MAX_STEPS: i64 = 1000;
const DEFAULT_DELAY_SECONDS: f64 = 0.2;
const MAX_DELAY_SECONDS: f64 = 3600.0;

/// The plan of a job.
#[derive(Clone, Copy)]
pub struct Plan {
    steps: i64,
    delay: Duration,
    fail_at: Option<i64>,
}

impl Plan {
    /// Reads `steps`, `delay` (seconds before each step) and `fail_at` from a run's parameters.
    pub fn of(parameters: Document) -> Result<Plan, Map<String, Value>> {
        let mut fields = Fields::of_new(parameters);
        let steps = fields.integer("steps", 1, MAX_STEPS);
        let delay = fields.number("delay", 0.0, MAX_DELAY_SECONDS);
        let fail_at = fields.integer("fail_at", 1, MAX_STEPS);
        fields.into_parts()?;
        Ok(Plan {
            steps: steps.unwrap_or(DEFAULT_STEPS),
            delay: Duration::from_secs_f64(delay.unwrap_or(DEFAULT_DELAY_SECONDS)),
            fail_at,
        })
    }

    /// The event of a step.
    fn apply(&self, db: &Connection, job: &mut Document, step: i64) -> Result<()> {
        let (id, steps) = (table::id(job), self.steps);
        if step == 0 {
            table::set(job, "status", Status::Running.stored());
            table::set(job, "started", clock::now());
            let message = format!("Simulated run of {steps} steps started");
            return console::append(db, id, "INFO", &message);
        }
        if self.fail_at == Some(step) {
            let message = format!("Step {step} of {steps} failed, as fail_at says");
            table::set(job, "result", json!({ "error": message }));
            return end(db, job, Status::Failed, &message);
        }
        let accuracy = step as f64 / steps as f64;
        table::set(job, "progress", step * 100 / steps);
        if let Some(points) = job["metrics"]["accuracy"].as_array_mut() {
            points.push(json!({ "step": step, "value": accuracy }));
        }
        console::append(db, id, "INFO", &format!("Step {step} of {steps}"))?;
        if step < steps {
            return Ok(());
        }
        let result = json!({
            "output_files": [format!("jobs/{id}/output.json")],
            "metrics": { "accuracy": accuracy, "steps": steps },
            "parameters": job["parameters"],
        });
        table::set(job, "result", result);
        end(db, job, Status::Completed, "Simulated run completed")
    }
}

/// Runs the plan of a queued job in the background. Step 0 is its start.
pub fn start(app: App, job: i64, plan: Plan) {
    tokio::spawn(async move {
        for step in 0..=plan.steps {
            tokio::time::sleep(plan.delay).await;
            let alive = app.db.run(move |db| advance(db, job, plan, step)).await;
            app.changes.send_replace(());
            // The error has been printed by then.
            if !alive.unwrap_or(false) {
                break;
            }
        }
    });
}

/// Runs one step. Returns false if the job has ended, by its plan or by a client.
fn advance(db: &Connection, id: i64, plan: Plan, step: i64) -> Result<bool> {
    let alive = |job: &Document| !Status::of(job).is_terminal();
    let Some(mut job) = JOBS.find(db, id)?.filter(alive) else {
        return Ok(false);
    };
    plan.apply(db, &mut job, step)?;
    JOBS.save(db, &job)?;
    Ok(alive(&job))
}

fn end(db: &Connection, job: &mut Document, status: Status, message: &str) -> Result<()> {
    table::set(job, "status", status.stored());
    table::set(job, "finished", clock::now());
    let failed = status == Status::Failed;
    let level = if failed { "ERROR" } else { "INFO" };
    console::append(db, table::id(job), level, message)
}

/// Marks jobs as failed that were queued or running when the last sandbox with this database ended, because nothing
/// advances them any more.
pub fn fail_orphans(db: &Db) -> Result<()> {
    db.run_blocking(|db| {
        let alive = [Status::Queued, Status::Running];
        let alive = alive.map(|status| status.stored().to_owned().into());
        let filter = Filter::default().any_of("status", alive.into());
        for mut job in JOBS.list(db, &filter, &Order::oldest_first(), u32::MAX, 0)? {
            let message = "Failed: the sandbox ended during the run";
            end(db, &mut job, Status::Failed, message)?;
            JOBS.save(db, &job)?;
        }
        Ok(())
    })
}
