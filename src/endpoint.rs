//! Describes an endpoint: its method, its path, the answer it must give, and whether a call may be sent twice.

/// An HTTP method.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Method {
    /// GET
    Get,
    /// POST
    Post,
    /// PUT
    Put,
    /// PATCH
    Patch,
    /// DELETE
    Delete,
    /// HEAD
    Head,
}

impl Method {
    /// The method's name, as `fetch` takes it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Method::Get => "GET",
            Method::Post => "POST",
            Method::Put => "PUT",
            Method::Patch => "PATCH",
            Method::Delete => "DELETE",
            Method::Head => "HEAD",
        }
    }
}

/// What a 2xx answer must be, and which part of it the caller gets. Any other 2xx answer is an `InvalidResponseError`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Any JSON. A 204 is `null`.
    Any,
    /// Any JSON. An empty answer with any 2xx status is `null`.
    AnyOrEmpty,
    /// Like [`AnyOrEmpty`](Self::AnyOrEmpty); a `text/plain` answer is returned as text.
    Health,
    /// A JSON object.
    Object,
    /// A JSON object. A 204 is `null`.
    ObjectOrNone,
    /// A page. The caller gets its `results`.
    Results,
    /// A page. The caller gets its `results`. An agent without `token` gets the one in its `node_install_script`.
    Agents,
    /// A page with a `count`. The caller gets `[results, count]`.
    Page,
    /// A page, of which the caller gets the `results`, or a plain list, which is the only page.
    List,
    /// An event stream. A 204 is a stream without events.
    Events,
}

impl Answer {
    /// Whether an answer without a body is accepted with this 2xx status. The caller gets `null`, or an ended stream.
    pub const fn allows_empty(self, status: u16) -> bool {
        match self {
            Answer::AnyOrEmpty | Answer::Health => true,
            Answer::Any | Answer::ObjectOrNone | Answer::Events => status == 204,
            Answer::Object | Answer::Results | Answer::Agents | Answer::Page | Answer::List => false,
        }
    }
}

/// One endpoint of the backend, as one method of `BackendClient` calls it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Endpoint {
    /// The JavaScript method's name, for messages.
    pub name: &'static str,
    /// The HTTP method.
    pub method: Method,
    /// The path relative to the base URL. It has at most one `{name}`, which stands for the argument of that name.
    pub path: &'static str,
    /// What a 2xx answer must be.
    pub answer: Answer,
    /// Whether the call may be sent again if it may already have been applied. This depends on what the endpoint does,
    /// not on its HTTP method.
    pub repeat_safe: bool,
    /// Fields that `data` must have.
    pub required: &'static [&'static str],
    /// A query parameter that is sent unless the caller passes one of that name.
    pub default_parameter: Option<(&'static str, &'static str)>,
}

impl Endpoint {
    const fn new(name: &'static str, method: Method, path: &'static str, answer: Answer, repeat_safe: bool) -> Self {
        Endpoint { name, method, path, answer, repeat_safe, required: &[], default_parameter: None }
    }

    /// A GET endpoint. It is repeat-safe.
    pub const fn get(name: &'static str, path: &'static str, answer: Answer) -> Self {
        Self::new(name, Method::Get, path, answer, true)
    }

    /// A POST endpoint. It is not repeat-safe, unless [`repeat_safe`](Self::repeat_safe) says so.
    pub const fn post(name: &'static str, path: &'static str, answer: Answer) -> Self {
        Self::new(name, Method::Post, path, answer, false)
    }

    /// A PUT endpoint. It is repeat-safe.
    pub const fn put(name: &'static str, path: &'static str, answer: Answer) -> Self {
        Self::new(name, Method::Put, path, answer, true)
    }

    /// A PATCH endpoint. It is not repeat-safe, unless [`repeat_safe`](Self::repeat_safe) says so.
    pub const fn patch(name: &'static str, path: &'static str, answer: Answer) -> Self {
        Self::new(name, Method::Patch, path, answer, false)
    }

    /// The same endpoint for another JavaScript method.
    pub const fn named(self, name: &'static str) -> Self {
        Endpoint { name, ..self }
    }

    /// The same endpoint with another answer.
    pub const fn answering(self, answer: Answer) -> Self {
        Endpoint { answer, ..self }
    }

    /// Marks the endpoint as repeat-safe.
    pub const fn repeat_safe(self) -> Self {
        Endpoint { repeat_safe: true, ..self }
    }

    /// Refuses `data` that lacks one of these fields.
    pub const fn requires(self, fields: &'static [&'static str]) -> Self {
        Endpoint { required: fields, ..self }
    }

    /// Sends a query parameter unless the caller passes one of that name.
    pub const fn with_parameter(self, name: &'static str, value: &'static str) -> Self {
        Endpoint { default_parameter: Some((name, value)), ..self }
    }

    /// The same endpoint for an `iterate…` method. It requests 100 items a page, unless the caller passes `page_size`.
    pub const fn paged(self, name: &'static str) -> Self {
        self.named(name).with_parameter("page_size", "100")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn get_and_put_are_repeat_safe_by_themselves() {
        assert!(Endpoint::get("a", "a/", Answer::Any).repeat_safe);
        assert!(Endpoint::put("a", "a/", Answer::Any).repeat_safe);
        assert!(!Endpoint::post("a", "a/", Answer::Any).repeat_safe);
        assert!(!Endpoint::patch("a", "a/", Answer::Any).repeat_safe);
        assert!(Endpoint::post("a", "a/", Answer::Any).repeat_safe().repeat_safe);
    }

    #[test]
    fn builders_change_one_thing() {
        let endpoint = Endpoint::get("listThings", "things/", Answer::Page);
        let iterated = endpoint.answering(Answer::Results).paged("iterateThings");
        let expected = Endpoint {
            name: "iterateThings",
            answer: Answer::Results,
            default_parameter: Some(("page_size", "100")),
            ..endpoint
        };
        assert_eq!(iterated, expected);
        assert_eq!(endpoint.requires(&["name"]), Endpoint { required: &["name"], ..endpoint });
    }

    #[test]
    fn empty_answers() {
        let accepting = |status| {
            use Answer::*;
            let all = [Any, AnyOrEmpty, Health, Object, ObjectOrNone, Results, Agents, Page, List, Events];
            all.into_iter().filter(|answer| answer.allows_empty(status)).collect::<Vec<_>>()
        };
        assert_eq!(accepting(200), [Answer::AnyOrEmpty, Answer::Health]);
        assert_eq!(accepting(205), [Answer::AnyOrEmpty, Answer::Health]);
        assert_eq!(
            accepting(204),
            [Answer::Any, Answer::AnyOrEmpty, Answer::Health, Answer::ObjectOrNone, Answer::Events]
        );
    }
}
