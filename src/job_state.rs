//! What a job's status means, in the words of either backend.

/// How far a job is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum JobState {
    /// It has not begun.
    Queued,
    /// It goes on; or its status is none that is known.
    Running,
    /// It has ended well.
    Succeeded,
    /// It has ended badly.
    Failed,
    /// Somebody ended it.
    Stopped,
}

impl JobState {
    /// Whether it has ended, whether well or badly.
    pub fn has_ended(self) -> bool {
        !matches!(self, JobState::Queued | JobState::Running)
    }

    /// Whether it has ended without success.
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

/// The state that a status stands for, in capitals or not.
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
