use js_sys::Promise;
use wasm_bindgen::prelude::*;

use crate::endpoints::jobs::{
    GET_JOB, ITERATE_JOBS, LIST_JOB_CONSOLE_LOGS, LIST_JOBS, TAIL_JOB_CONSOLE_LOGS, UPDATE_JOB, WAIT_FOR_JOB,
};
use crate::js::client::{BackendClient, NONE};

#[wasm_bindgen]
impl BackendClient {
    /// Gets a job: `GET jobs/{pk}/`.
    ///
    /// @param pk The job's id.
    /// @param params Query parameters; `expand` puts in `logs`, `metrics` or `result`.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The job.
    /// @throws {NotFoundError} where there is none; any other `ClientError`.
    #[wasm_bindgen(js_name = getJob, unchecked_return_type = "Promise<Job>")]
    pub fn get_job(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "Query | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&GET_JOB, pk, params, NONE, options)
    }

    /// Lists jobs, one page: `GET jobs/`.
    ///
    /// @param params Filters (`status`, `plugin`, `user`, `created_after`), `page` and `page_size`.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The page's jobs, and how many there are on all pages.
    /// @throws Any `ClientError`.
    #[wasm_bindgen(js_name = listJobs, unchecked_return_type = "Promise<[Job[], number]>")]
    pub fn list_jobs(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "JobQuery | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&LIST_JOBS, NONE, params, NONE, options)
    }

    /// Reads all jobs, page after page: `GET jobs/?page_size=100`, then each `next`. The next page is fetched while this
    /// one is read; leaving the loop stops the fetching.
    ///
    /// @param params Filters; `page_size` other than 100.
    /// @param options Signal, timeout (ms for each page, default 30000), retry and headers of this call.
    /// @returns An async iterator of jobs. It fails with any `ClientError`.
    #[wasm_bindgen(js_name = iterateJobs, unchecked_return_type = "AsyncIterableIterator<Job>")]
    pub fn iterate_jobs(
        &self,
        #[wasm_bindgen(unchecked_optional_param_type = "JobQuery | null")] params: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(&ITERATE_JOBS, NONE, params, NONE, options)
    }

    /// Changes a job: `PATCH jobs/{pk}/`. It sets fields to values, so it is sent again like a PUT.
    ///
    /// @param pk The job's id.
    /// @param data The fields to set, sent as given: `null` clears one. `progress` is 0 to 100.
    /// @param options Signal, timeout (ms, default 30000), retry and headers of this call.
    /// @returns The job as it is now.
    /// @throws {InvalidRequestError} for a `progress` out of range; {@link ValidationError}; {@link NotFoundError}; any
    /// other `ClientError`.
    #[wasm_bindgen(js_name = updateJob, unchecked_return_type = "Promise<Job>")]
    pub fn update_job(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_param_type = "JobUpdate")] data: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&UPDATE_JOB, pk, NONE, data, options)
    }

    /// Lists what a job wrote to its console, all of it whatever the backend's page size:
    /// `GET jobs/{pk}/console_logs/`.
    ///
    /// @param pk The job's id.
    /// @param options Signal, timeout (ms for each page, default 30000), retry and headers of this call.
    /// @returns The log entries, with timestamp, level and message.
    /// @throws {NotFoundError} where there is no such job; any other `ClientError`.
    #[wasm_bindgen(js_name = listJobConsoleLogs, unchecked_return_type = "Promise<ConsoleLog[]>")]
    pub fn list_job_console_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "RequestOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&LIST_JOB_CONSOLE_LOGS, pk, NONE, NONE, options)
    }

    /// Reads what a job writes to its console as it writes it: `GET async/jobs/{pk}/tail_console_logs/` (older backends:
    /// `jobs/{pk}/tail_console_logs/`), until the job ends or the loop is left, which closes the connection.
    ///
    /// A connection that breaks is resumed after the last event, where events have ids.
    ///
    /// @param pk The job's id.
    /// @param options `idleTimeout` (ms without any byte, default none), and those of every call; `timeout` runs until
    /// the answer begins.
    /// @returns An async iterator of events. It fails with {@link StreamError} where the log breaks off and cannot be
    /// resumed, and with any other `ClientError`.
    #[wasm_bindgen(js_name = tailJobConsoleLogs, unchecked_return_type = "AsyncIterableIterator<ConsoleLogEvent>")]
    pub fn tail_job_console_logs(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "TailOptions")] options: JsValue,
    ) -> JsValue {
        self.begin(&TAIL_JOB_CONSOLE_LOGS, pk, NONE, NONE, options)
    }

    /// Waits until a job has ended, whether well or badly (look at `status`): polls `GET jobs/{pk}/`. A poll that
    /// fails for a reason that passes does not end the wait.
    ///
    /// @param pk The job's id.
    /// @param options `interval` (ms between polls, default 5000), `deadline` (ms for the whole wait, default none),
    /// `onUpdate` (called with the job whenever it has changed), and those of every call; `timeout` is one poll's.
    /// @returns The job that has ended.
    /// @throws {ClientTimeoutError} past the deadline; {@link NotFoundError}; any other `ClientError`.
    #[wasm_bindgen(js_name = waitForJob, unchecked_return_type = "Promise<Job>")]
    pub fn wait_for_job(
        &self,
        #[wasm_bindgen(unchecked_param_type = "Id")] pk: JsValue,
        #[wasm_bindgen(unchecked_optional_param_type = "WaitOptions")] options: JsValue,
    ) -> Promise {
        self.begin(&WAIT_FOR_JOB, pk, NONE, NONE, options)
    }
}
