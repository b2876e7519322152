//! Receives packages: streams them into a file, counts and hashes the bytes, then checks that it is a zip archive.

use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::multipart::{Field, MultipartError};
use serde_json::{Value, json};
use sha2::{Digest, Sha256};
use tokio::fs::File;
use tokio::io::AsyncWriteExt;

use crate::errors::{ApiError, Result};

/// The extension of a file that is still being uploaded.
const PARTIAL: &str = "part";

/// The maximum size of a text field of a form, in bytes.
const MAX_TEXT_BYTES: usize = 1 << 20;

/// An uploaded file that is not stored yet. It is deleted when it is dropped, also if the client disconnects.
pub struct Package {
    file: Partial,
    name: String,
    size: u64,
    sha256: String,
    fault: Option<&'static str>,
}

impl Package {
    /// Receives the file of a form into `folder`.
    pub async fn receive(mut field: Field<'_>, folder: &Path) -> Result<Package> {
        let name = field.file_name().unwrap_or("file").to_owned();
        let partial = Partial::in_folder(folder);
        let mut file = File::create_new(&partial.0).await?;
        let mut hash = Sha256::new();
        let mut size = 0;
        while let Some(chunk) = field.chunk().await.map_err(broken_form)? {
            hash.update(&chunk);
            size += chunk.len() as u64;
            file.write_all(&chunk).await?;
        }
        file.flush().await?;
        let sha256 = hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect();
        let path = partial.0.clone();
        let fault = tokio::task::spawn_blocking(move || fault(&path, size)).await;
        let fault = fault.map_err(ApiError::internal)?;
        Ok(Package { file: partial, name, size, sha256, fault })
    }

    /// The error of the file, in the words of a file field.
    pub fn fault(&self) -> Option<&'static str> {
        self.fault
    }

    /// The description of the file.
    pub fn describe(&self) -> Value {
        json!({ "name": self.name, "size": self.size, "sha256": self.sha256 })
    }

    /// Moves the file to its final place.
    pub fn keep(self, path: &Path) -> Result<()> {
        Ok(std::fs::rename(&self.file.0, path)?)
    }
}

fn fault(path: &Path, size: u64) -> Option<&'static str> {
    if size == 0 {
        return Some("The submitted file is empty.");
    }
    // Opening the archive reads the central directory, not the entries.
    let archive = std::fs::File::open(path).map(zip::ZipArchive::new);
    match archive {
        Ok(Ok(_)) => None,
        _ => Some(
            "Upload a valid zip archive. \
             The file you uploaded was either not a zip archive or a corrupted one.",
        ),
    }
}

/// A file that is deleted when it is dropped, unless it was moved.
struct Partial(PathBuf);

impl Partial {
    fn in_folder(folder: &Path) -> Self {
        static NUMBER: AtomicU64 = AtomicU64::new(0);
        let number = NUMBER.fetch_add(1, Ordering::Relaxed);
        Partial(folder.join(format!("upload-{number}.{PARTIAL}")))
    }
}

impl Drop for Partial {
    fn drop(&mut self) {
        match std::fs::remove_file(&self.0) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                eprintln!("sandbox: {} cannot be deleted: {error}", self.0.display());
            }
            _ => {}
        }
    }
}

/// Creates the folder, and deletes incomplete uploads that remained when the last sandbox was killed.
pub fn prepare(folder: &Path) -> std::io::Result<()> {
    std::fs::create_dir_all(folder)?;
    for entry in std::fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_some_and(|ending| ending == PARTIAL) {
            std::fs::remove_file(path)?;
        }
    }
    Ok(())
}

/// Reads a text field of a form, which unlike a file is held in memory.
pub async fn text(mut field: Field<'_>) -> Result<String> {
    let mut bytes = Vec::new();
    while let Some(chunk) = field.chunk().await.map_err(broken_form)? {
        bytes.extend(chunk);
        if bytes.len() > MAX_TEXT_BYTES {
            return Err(ApiError::too_large(MAX_TEXT_BYTES));
        }
    }
    String::from_utf8(bytes).map_err(|error| ApiError::parse("Multipart form", error))
}

/// 400 for an invalid form.
pub fn broken_form(error: MultipartError) -> ApiError {
    ApiError::parse("Multipart form", error)
}
