//! Maps a job's status, of older or newer backends, to a state.

/// The state of a job.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// The job has not started.
    Queued,
    /// The job is running, or its status is unknown.
    Running,
    /// The job has succeeded.
    Succeeded,
    /// The job has failed.
    Failed,
    /// The job was stopped.
    Stopped,
}

impl JobState {
    /// Whether the job has ended, successfully or not.
    pub fn has_ended(self) -> bool {
        !matches!(self, JobState::Queued | JobState::Running)
    }

    /// Whether the job has ended without success.
    pub fn is_failure(self) -> bool {
        matches!(self, JobState::Failed | JobState::Stopped)
    }

    /// The state's name in JavaScript.
    pub fn as_str(self) -> &'static str {
        match self {
            JobState::Queued => "queued",
            JobState::Running => "running",
            JobState::Succeeded => "succeeded",
            JobState::Failed => "failed",
            JobState::Stopped => "stopped",
        }
    }
}

/// The state of a status, in upper or lower case.
pub fn state_of(status: &str) -> JobState {
    match status.to_ascii_lowercase().as_str() {
        "queued" | "pending" => JobState::Queued,
        "completed" | "succeeded" => JobState::Succeeded,
        "failed" => JobState::Failed,
        "stopped" | "cancelled" => JobState::Stopped,
        _ => JobState::Running,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_vocabularies_are_understood() {
        for (status, state) in [
            ("queued", "queued"),
            ("PENDING", "queued"),
            ("Running", "running"),
            ("completed", "succeeded"),
            ("SUCCEEDED", "succeeded"),
            ("failed", "failed"),
            ("STOPPED", "stopped"),
            ("cancelled", "stopped"),
            ("warming_up", "running"),
            ("", "running"),
        ] {
            assert_eq!(state_of(status).as_str(), state, "{status}");
        }
        assert!(state_of("stopped").has_ended() && state_of("stopped").is_failure());
        assert!(state_of("completed").has_ended() && !state_of("completed").is_failure());
        assert!(!state_of("queued").has_ended());
    }
}
