//! The routes and the middleware.

use std::time::Duration;

use axum::extract::DefaultBodyLimit;
use axum::handler::HandlerWithoutStateExt;
use axum::http::{HeaderName, HeaderValue, Method, header};
use axum::response::{IntoResponse, Redirect, Response};
use axum::routing::{get, post};
use axum::{Router, middleware};
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::cors::{Any, CorsLayer};
use tower_http::request_id::{MakeRequestUuid, PropagateRequestIdLayer, SetRequestIdLayer};
use tower_http::services::ServeDir;

use crate::errors::ApiError;
use crate::routes::{agents, jobs, logs, plugins, releases, serve_applications, storages};
use crate::state::App;
use crate::{auth, tail};

const PREFLIGHT_CACHED: Duration = Duration::from_secs(3600);

/// The service: the API behind its authentication, and the console, which needs none.
pub fn router(app: App) -> Router {
    let console = app.args.console.clone();
    let api = api().route_layer(middleware::from_fn_with_state(app.clone(), auth::require));
    let mut router = api.with_state(app);
    if let Some(folder) = console {
        let files = ServeDir::new(folder).not_found_service(no_route.into_service());
        let console = Router::new().nest_service("/console/", files).layer(middleware::map_response(protect_page));
        router = router.route("/", get(to_console)).route("/console", get(to_console)).merge(console);
    }
    surround(router)
}

/// Applies to every answer: JSON errors for unknown routes, methods and panics; CORS; a request id.
fn surround(router: Router) -> Router {
    let request_id = HeaderName::from_static("x-request-id");
    router
        .fallback(no_route)
        .method_not_allowed_fallback(|method: Method| async move { ApiError::method_not_allowed(&method) })
        .layer(CatchPanicLayer::custom(|_| panicked()))
        .layer(cors())
        .layer(PropagateRequestIdLayer::new(request_id.clone()))
        .layer(SetRequestIdLayer::new(request_id, MakeRequestUuid))
}

async fn no_route() -> ApiError {
    ApiError::no_route()
}

/// Sets headers for the console: those that its `<meta>` policy cannot express, and revalidation, so that a rebuilt
/// page is loaded.
async fn protect_page(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.insert(header::CONTENT_SECURITY_POLICY, HeaderValue::from_static("frame-ancestors 'none'"));
    headers.insert(header::X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
    response
}

async fn to_console() -> Redirect {
    Redirect::temporary("/console/")
}

fn api() -> Router<App> {
    Router::new()
        .route("/agents/", get(agents::list))
        .route("/agents/{pk}/connect/", post(agents::connect))
        .route("/plugins/", get(plugins::list).post(plugins::create))
        .route("/plugins/{pk}/", get(plugins::retrieve).put(plugins::update).patch(plugins::update))
        .route("/plugins/{pk}/run/", post(plugins::run))
        .route("/plugin_releases/", get(releases::list).post(releases::create))
        .route("/plugin_releases/{pk}/", get(releases::retrieve))
        .route("/jobs/", get(jobs::list))
        .route("/jobs/{pk}/", get(jobs::retrieve).put(jobs::update).patch(jobs::update))
        .route("/jobs/{pk}/console_logs/", get(jobs::console_logs))
        .route("/jobs/{pk}/tail_console_logs/", get(tail::tail))
        .route("/async/jobs/{pk}/tail_console_logs/", get(tail::tail))
        .route("/logs/", post(logs::create))
        .route("/serve_applications/", get(serve_applications::list).post(serve_applications::create))
        .route("/storages/", get(storages::list).post(storages::create))
        .route("/storages/{pk}/", get(storages::retrieve))
        // Uploads have no size limit, and JSON bodies have their own.
        .layer(DefaultBodyLimit::disable())
}

fn cors() -> CorsLayer {
    CorsLayer::new()
        .allow_origin(Any)
        .allow_methods(Any)
        .allow_headers([
            HeaderName::from_static("synapse-access-token"),
            HeaderName::from_static("synapse-agent"),
            HeaderName::from_static("synapse-tenant"),
            HeaderName::from_static("last-event-id"),
            header::AUTHORIZATION,
            header::CONTENT_TYPE,
            header::ACCEPT,
        ])
        .expose_headers([header::RETRY_AFTER, header::LOCATION, header::DATE, HeaderName::from_static("x-request-id")])
        .max_age(PREFLIGHT_CACHED)
}

/// The panic hook has printed the panic.
fn panicked() -> Response {
    ApiError::internal("a request's handler panicked").into_response()
}

#[cfg(test)]
mod tests {
    use std::io::{Read, Write};
    use std::net::TcpStream;

    use super::*;

    async fn panicking() {
        panic!("on purpose")
    }

    #[tokio::test(flavor = "multi_thread")]
    async fn a_panic_is_answered_with_json() {
        let router = surround(Router::new().route("/", get(panicking)));
        let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        tokio::spawn(axum::serve(listener, router).into_future());

        let mut connection = TcpStream::connect(address).unwrap();
        let request = "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n";
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 500 "), "{answer}");
        assert!(answer.contains("\r\nx-request-id: "), "{answer}");
        assert!(answer.contains("\r\naccess-control-allow-origin: *"), "{answer}");
        assert!(answer.ends_with(r#"{"detail":"A server error occurred."}"#), "{answer}");
    }
}
