//! What an endpoint is, before any value is filled in: a method, a path, what the answer must look like.

/// The HTTP verb of an endpoint, in the order of `works.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks.
    Get,
    /// Does something, each time anew.
    Post,
    /// Sets what stands at a path.
    Put,
    /// Changes some of it.
    Patch,
}

/// What a 2xx answer must be, and what of it is handed on; in the order of `answer.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Any JSON, as it is; or what is read as a stream.
    Any,
    /// Any JSON, a plain text, or nothing at all.
    Health,
    /// A JSON object, as it is.
    Object,
    /// The `results` of a page.
    Results,
    /// The `results` of a page, each with its token.
    Agents,
    /// The `results` of a page and its `count`, as a pair.
    Page,
    /// A bare list, or every page of a paged one.
    List,
}

/// What a method does with its request; in the order of `works.js`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Work {
    /// Sends it: the promise of what is handed on of its answer.
    Call,
    /// The same, with an object as JSON.
    Write,
    /// The same, with a job's changes.
    Update,
    /// The same, with a log or a list of them.
    Logs,
    /// The same, with a form, and progress.
    Upload,
    /// Reads page after page: the promise of all items.
    Pages,
    /// Reads page after page: the async iterator over the items.
    Items,
    /// Reads a live log: the async iterator over its events.
    Tail,
    /// Asks until a job has ended: the promise of that job.
    Wait,
}

/// One endpoint of the backend.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The verb that it is asked with.
    pub method: Method,
    /// Relative to the base URL. `{name}` stands for the argument of that name; a parameter is sent unless the caller gives it.
    pub path: &'static str,
    /// What its answer must be.
    pub shape: Shape,
    /// What its method does.
    pub work: Work,
    /// Whether the call may be sent again when it is unknown if it was applied: a property of what it does, not of its verb.
    pub repeat_safe: bool,
    /// Fields without which `data` is refused before anything is sent, separated by spaces.
    pub required: Option<&'static str>,
}

impl Endpoint {
    const fn new(method: Method, path: &'static str, shape: Shape, work: Work, repeat_safe: bool) -> Self {
        Endpoint { method, path, shape, work, repeat_safe, required: None }
    }

    /// An endpoint that is asked with GET.
    pub const fn get(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Get, path, shape, Work::Call, true)
    }

    /// An endpoint that is asked with POST: not sent again, unless it is said to be [`repeat_safe`](Self::repeat_safe).
    pub const fn post(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Post, path, shape, Work::Write, false)
    }

    /// An endpoint that is asked with PUT.
    pub const fn put(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Put, path, shape, Work::Write, true)
    }

    /// An endpoint that is asked with PATCH: not sent again, unless it is said to be [`repeat_safe`](Self::repeat_safe).
    pub const fn patch(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Patch, path, shape, Work::Write, false)
    }

    /// The same, sent again also where its verb alone would forbid it.
    pub const fn repeat_safe(mut self) -> Self {
        self.repeat_safe = true;
        self
    }

    /// The same, for a method that does something else than its verb says.
    pub const fn with_work(mut self, work: Work) -> Self {
        self.work = work;
        self
    }

    /// The same, refusing `data` that lacks one of these fields.
    pub const fn requires(mut self, fields: &'static str) -> Self {
        self.required = Some(fields);
        self
    }
}
