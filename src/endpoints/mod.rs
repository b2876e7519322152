//! Every endpoint of the backend, one file per resource. An endpoint says what is sent and what must come back. The
//! method of the same name in `methods` says how JavaScript calls it.

pub mod agents;
pub mod jobs;
pub mod logs;
pub mod plugins;
pub mod releases;
pub mod serve_applications;
pub mod storages;

use crate::endpoint::{Answer, Endpoint};

#[cfg(test)]
mod tests {
    use super::agents::*;
    use super::jobs::*;
    use super::logs::*;
    use super::plugins::*;
    use super::releases::*;
    use super::serve_applications::*;
    use super::storages::*;
    use super::{Answer, Endpoint};

    const ALL: &[Endpoint] = &[
        HEALTH_CHECK_AGENT,
        LIST_AGENTS,
        ITERATE_AGENTS,
        LIST_PLUGINS,
        ITERATE_PLUGINS,
        GET_PLUGIN,
        CREATE_PLUGIN,
        UPDATE_PLUGIN,
        RUN_PLUGIN,
        GET_PLUGIN_RELEASE,
        GET_PLUGIN_RELEASE_BY_LOOKUP,
        LIST_PLUGIN_RELEASES,
        ITERATE_PLUGIN_RELEASES,
        CREATE_PLUGIN_RELEASE,
        GET_JOB,
        WAIT_FOR_JOB,
        LIST_JOBS,
        ITERATE_JOBS,
        UPDATE_JOB,
        LIST_JOB_CONSOLE_LOGS,
        TAIL_JOB_CONSOLE_LOGS,
        TAIL_JOB_CONSOLE_LOGS_OLD,
        CREATE_LOGS,
        CREATE_SERVE_APPLICATION,
        LIST_SERVE_APPLICATIONS,
        ITERATE_SERVE_APPLICATIONS,
        LIST_STORAGES,
        GET_STORAGE,
        CREATE_STORAGE,
    ];

    fn names(is_meant: impl Fn(&Endpoint) -> bool) -> Vec<&'static str> {
        ALL.iter().filter(|endpoint| is_meant(endpoint)).map(|endpoint| endpoint.name).collect()
    }

    #[test]
    fn what_creates_is_not_repeat_safe_and_all_else_is() {
        assert_eq!(
            names(|endpoint| !endpoint.repeat_safe),
            [
                "createPlugin",
                "runPlugin",
                "createPluginRelease",
                "createLogs",
                "createServeApplication",
                "createStorage"
            ]
        );
    }

    #[test]
    fn a_204_is_taken_where_nothing_is_needed_of_the_answer() {
        assert_eq!(
            names(|endpoint| endpoint.answer != Answer::Events && endpoint.answer.allows_empty(204)),
            ["healthCheckAgent", "updatePlugin", "runPlugin", "updateJob", "createLogs"]
        );
        assert_eq!(names(|endpoint| endpoint.answer.allows_empty(200)), ["healthCheckAgent"]);
    }

    #[test]
    fn paths_are_relative_and_end_in_a_slash_with_at_most_one_argument() {
        for Endpoint { name, path, .. } in ALL {
            assert!(path.ends_with('/') && !path.starts_with('/'), "{name}: {path}");
            assert!(path.matches('{').count() <= 1 && path.matches('{').count() == path.matches('}').count(), "{name}");
            assert!(!path.contains(['?', '#', '%']), "{name}: {path}");
        }
    }

    #[test]
    fn default_parameters() {
        for Endpoint { name, default_parameter, .. } in ALL {
            let expected = match *name {
                "getPluginReleaseByLookup" => Some(("expand", "plugin")),
                "getStorage" => Some(("with_configuration", "true")),
                name if name.starts_with("iterate") => Some(("page_size", "100")),
                _ => None,
            };
            assert_eq!(*default_parameter, expected, "{name}");
        }
    }
}
