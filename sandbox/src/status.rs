//! Statuses of jobs: one set of states, in one of two vocabularies.

use crate::table::Document;

/// The states of a job. The database stores the words of the vocabulary `document`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    Queued,
    Running,
    Completed,
    Failed,
    Stopped,
}

impl Status {
    const ALL: [Status; 5] = [Status::Queued, Status::Running, Status::Completed, Status::Failed, Status::Stopped];

    /// The word in the database.
    pub fn stored(self) -> &'static str {
        match self {
            Status::Queued => "queued",
            Status::Running => "running",
            Status::Completed => "completed",
            Status::Failed => "failed",
            Status::Stopped => "stopped",
        }
    }

    /// The state of a word in the database.
    pub fn of(job: &Document) -> Status {
        let word = job["status"].as_str();
        let known = Status::ALL.into_iter().find(|status| Some(status.stored()) == word);
        known.unwrap_or(Status::Failed)
    }

    /// Whether the state is final.
    pub fn is_terminal(self) -> bool {
        !matches!(self, Status::Queued | Status::Running)
    }
}

/// The vocabulary that clients send and receive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Vocabulary {
    Document,
    Current,
}

impl Vocabulary {
    /// Reads the value of `--statuses`.
    pub fn named(name: &str) -> Option<Vocabulary> {
        match name {
            "document" => Some(Vocabulary::Document),
            "current" => Some(Vocabulary::Current),
            _ => None,
        }
    }

    /// The name on the command line.
    pub fn name(self) -> &'static str {
        match self {
            Vocabulary::Document => "document",
            Vocabulary::Current => "current",
        }
    }

    /// The vocabulary `document` has no word for a stopped job, so it is shown as failed.
    pub fn word(self, status: Status) -> &'static str {
        match (self, status) {
            (Vocabulary::Document, Status::Stopped) => "failed",
            (Vocabulary::Document, _) => status.stored(),
            (Vocabulary::Current, Status::Queued) => "PENDING",
            (Vocabulary::Current, Status::Running) => "RUNNING",
            (Vocabulary::Current, Status::Completed) => "SUCCEEDED",
            (Vocabulary::Current, Status::Failed) => "FAILED",
            (Vocabulary::Current, Status::Stopped) => "STOPPED",
        }
    }

    /// The states that a client's word may mean; none for an unknown word.
    pub fn states(self, word: &str) -> Vec<Status> {
        Status::ALL.into_iter().filter(|status| self.word(*status) == word).collect()
    }
}
