//! What an endpoint is, before any value is filled in: a method, a path, what the answer must look like.

/// The HTTP verb of a call.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// Asks.
    Get,
    /// Asks for the head of an answer only.
    Head,
    /// Does something, each time anew.
    Post,
    /// Sets what stands at a path.
    Put,
    /// Changes some of it.
    Patch,
    /// Takes it away.
    Delete,
}

impl Method {
    /// Every verb that [`parse`](Self::parse) knows.
    pub const ALL: [Method; 6] = [Method::Get, Method::Head, Method::Post, Method::Put, Method::Patch, Method::Delete];

    /// The verb as it is written on the wire.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Head => "HEAD",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
        }
    }

    /// The verb with that name, in upper case.
    pub fn parse(name: &str) -> Option<Method> {
        Method::ALL.into_iter().find(|m| m.as_str() == name)
    }

    /// Whether asking twice does no more than asking once, by the verb alone ([RFC 9110, 9.2.2]).
    ///
    /// [RFC 9110, 9.2.2]: https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2
    pub const fn is_idempotent(self) -> bool {
        !matches!(self, Method::Post | Method::Patch)
    }

    /// Whether a request with this verb may carry a body: `fetch` refuses one on GET and HEAD.
    pub const fn takes_body(self) -> bool {
        !matches!(self, Method::Get | Method::Head)
    }
}

/// What a 2xx answer must be, and what of it is handed on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A JSON object, as it is.
    Object,
    /// Any JSON.
    Json,
    /// Any JSON, a plain text, or nothing at all.
    Health,
    /// The `results` of a page.
    Results,
    /// The `results` of a page, each with its token.
    Agents,
    /// The `results` of a page and its `count`, as a pair.
    Page,
    /// A bare list, or every page of a paged one.
    List,
    /// Nothing: the answer to HEAD has no body.
    Nothing,
}

/// One endpoint of the backend.
#[derive(Clone, Copy, Debug)]
pub struct Endpoint {
    /// The verb that it is asked with.
    pub method: Method,
    /// Relative to the base URL; `{name}` stands for the path segment that the argument of that name gives.
    pub path: &'static str,
    /// What its answer must be.
    pub shape: Shape,
    /// Whether the call may be sent again when it is unknown if it was applied: a property of what it does, not of its verb.
    pub repeat_safe: bool,
    /// Fields without which `data` is refused before anything is sent, separated by spaces.
    pub required: &'static str,
    /// A query parameter that is sent unless the caller gives it.
    pub query: Option<(&'static str, &'static str)>,
}

impl Endpoint {
    /// An endpoint by its verb.
    pub const fn new(method: Method, path: &'static str, shape: Shape) -> Self {
        Endpoint { method, path, shape, repeat_safe: method.is_idempotent(), required: "", query: None }
    }

    /// An endpoint that is asked with GET.
    pub const fn get(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Get, path, shape)
    }

    /// An endpoint that is asked with POST: not sent again, unless it is said to be [`repeat_safe`](Self::repeat_safe).
    pub const fn post(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Post, path, shape)
    }

    /// An endpoint that is asked with PUT.
    pub const fn put(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Put, path, shape)
    }

    /// An endpoint that is asked with PATCH: not sent again, unless it is said to be [`repeat_safe`](Self::repeat_safe).
    pub const fn patch(path: &'static str, shape: Shape) -> Self {
        Self::new(Method::Patch, path, shape)
    }

    /// The same, sent again also where its verb alone would forbid it.
    pub const fn repeat_safe(mut self) -> Self {
        self.repeat_safe = true;
        self
    }

    /// The same, refusing `data` that lacks one of these fields.
    pub const fn requires(mut self, fields: &'static str) -> Self {
        self.required = fields;
        self
    }

    /// The same, with a query parameter that the caller may override.
    pub const fn with_query(mut self, name: &'static str, value: &'static str) -> Self {
        self.query = Some((name, value));
        self
    }

    /// The path's parts around the segment `{name}`, and that name; without one, the whole path is before it.
    pub fn parts(&self) -> (&'static str, &'static str, &'static str) {
        let at = |byte| self.path.bytes().position(|b| b == byte);
        match (at(b'{'), at(b'}')) {
            (Some(open), Some(close)) => (&self.path[..open], &self.path[open + 1..close], &self.path[close + 1..]),
            _ => (self.path, "", ""),
        }
    }
}
