use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::jobs::{
    GET_JOB, ITERATE_JOBS, LIST_JOB_CONSOLE_LOGS, LIST_JOBS, TAIL_JOB_CONSOLE_LOGS, TAIL_JOB_CONSOLE_LOGS_OLD,
    UPDATE_JOB, WAIT_FOR_JOB,
};
use crate::web::client::BackendClient;
use crate::web::iterator::ItemIterator;

#[wasm_bindgen]
impl BackendClient {
    /// Gets a job: `GET jobs/{pk}/`.
    ///
    /// @param pk The job's id.
    /// @param params Query parameters. `expand` embeds `logs`, `metrics` or `result`.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The job.
    /// @throws {NotFoundError} if the job does not exist.
    /// @throws Any other {@link ClientError}.
    /// @example const job = await client.getJob(789, { expand: ['logs', 'metrics'] });
    #[wasm_bindgen(js_name = getJob, unchecked_return_type = "Promise<Job>")]
    pub fn get_job(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&GET_JOB).id(pk).params(params).send(options)
    }

    /// Lists one page of jobs: `GET jobs/`.
    ///
    /// @param params Filters, `page` and `page_size`.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns `[jobs, total]`: the jobs of this page, and the number of jobs on all pages.
    /// @throws Any {@link ClientError}.
    /// @example const [jobs, total] = await client.listJobs({ status: ['queued', 'running'] });
    #[wasm_bindgen(js_name = listJobs, unchecked_return_type = "Promise<[Job[], number]>")]
    pub fn list_jobs(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends JobFilters & QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_JOBS).params(params).send(options)
    }

    /// Iterates over all jobs: `GET jobs/`, then the `next` link of each page.
    ///
    /// @param params Filters. `page_size` defaults to 100; `page` is the page to begin with.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns An async iterator of jobs. Pages are fetched as they are read; leaving the loop stops fetching.
    /// @throws Any {@link ClientError}, while iterating.
    /// @example for await (const job of client.iterateJobs({ plugin: 123 })) console.log(job.status);
    #[wasm_bindgen(js_name = iterateJobs, unchecked_return_type = "AsyncIterableIterator<Job>")]
    pub fn iterate_jobs(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "T extends JobFilters & QueryOf<T> | URLSearchParams | null")]
        params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> ItemIterator {
        self.call(&ITERATE_JOBS).params(params).iterate(options)
    }

    /// Updates a job: `PATCH jobs/{pk}/`. Repeat-safe, because it sets fields to values.
    ///
    /// @param pk The job's id.
    /// @param data The fields to set, sent as given. `progress` is 0 to 100; null clears it.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of this call.
    /// @returns The updated job; null if the backend answers 204.
    /// @throws {InvalidRequestError} if `progress` is out of range.
    /// @throws {NotFoundError} if the job does not exist.
    /// @throws Any other {@link ClientError}.
    /// @example await client.updateJob(789, { status: 'running', progress: 75 });
    #[wasm_bindgen(js_name = updateJob, unchecked_return_type = "Promise<Job>")]
    pub fn update_job(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_param_type = "T extends JobUpdate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&UPDATE_JOB).id(pk).job_update(data).send(options)
    }

    /// Lists a job's console log, from all pages: `GET jobs/{pk}/console_logs/`.
    ///
    /// @param pk The job's id.
    /// @param options Signal, timeout (ms per attempt, default 30000), retry policy and headers of every request.
    /// @returns The log entries.
    /// @throws {NotFoundError} if the job does not exist.
    /// @throws Any other {@link ClientError}.
    #[wasm_bindgen(js_name = listJobConsoleLogs, unchecked_return_type = "Promise<ConsoleLog[]>")]
    pub fn list_job_console_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.call(&LIST_JOB_CONSOLE_LOGS).id(pk).send_all(options)
    }

    /// Streams a job's console log until the job ends: `GET async/jobs/{pk}/tail_console_logs/`. After a 404 it tries
    /// the path of older backends, `GET jobs/{pk}/tail_console_logs/`.
    ///
    /// @param pk The job's id.
    /// @param options `idleTimeout` (ms without a byte, default none), and the options of every call.
    /// @returns An async iterator of events. It resumes a broken stream if events have ids; leaving the loop closes it.
    /// @throws {StreamError} while iterating, if the stream breaks and cannot be resumed.
    /// @throws Any other {@link ClientError}, while iterating.
    /// @example for await (const event of client.tailJobConsoleLogs(789)) console.log(event.data);
    #[wasm_bindgen(js_name = tailJobConsoleLogs, unchecked_return_type = "AsyncIterableIterator<ConsoleLogEvent>")]
    pub fn tail_job_console_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "TailOptions")] options: JsValue,
    ) -> ItemIterator {
        self.call(&TAIL_JOB_CONSOLE_LOGS).id(pk).tail(&TAIL_JOB_CONSOLE_LOGS_OLD, options)
    }

    /// Polls a job until it ends, successfully or not: `GET jobs/{pk}/`. A poll that fails temporarily does not end the wait.
    ///
    /// @param pk The job's id.
    /// @param options `interval` (ms, default 5000), `deadline` (ms, default none), `onUpdate`, `throwOnFailure` (default
    /// false), and the options of every call.
    /// @returns The job, once it has ended. `jobState(job)` says whether it succeeded.
    /// @throws {ClientTimeoutError} after the deadline.
    /// @throws {JobFailedError} with `throwOnFailure`, if the job did not succeed.
    /// @throws Any other {@link ClientError}.
    /// @example const job = await client.waitForJob(789, { deadline: 60_000 });
    #[wasm_bindgen(js_name = waitForJob, unchecked_return_type = "Promise<Job>")]
    pub fn wait_for_job(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WaitOptions")] options: JsValue,
    ) -> Promise {
        self.call(&WAIT_FOR_JOB).id(pk).wait(options)
    }
}
